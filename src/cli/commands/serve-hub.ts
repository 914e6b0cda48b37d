// `runlight serve --log`: a hub on a shared log. On this computer alone it is its owner's, by the address that it prints; as soon
// as others are to come in they sign in, and never without TLS.

import { RunlightError } from '../../core/basics/errors.ts'
import { type ListenAddress, readListenAddress } from '../../core/basics/listen-address.ts'
import { checksAnswers, findDataDir, openTeamHub, ownerOfHub } from '../../engine/index.ts'
import { listenForHealth } from '../../server/health/index.ts'
import { ownerView, startBrowserHost, startTeamHost } from '../../server/index.ts'
import type { CliHost } from '../host/host.ts'
import { canShowBrowser, openBrowser } from '../host/open-browser.ts'
import { openHostTelemetry } from '../host/open-telemetry.ts'
import { reportDefect } from '../host/report-defect.ts'
import { untilInterrupted } from '../host/until-interrupted.ts'
import { wordInFile } from '../host/word-in-file.ts'
import { closeAll } from './close-all.ts'

export type HubOptions = {
  /** `postgres://…` */
  readonly log: string
  readonly port: number
  readonly dataDir?: string
  readonly open: boolean
  readonly name?: string
  /** Where metrics and health are answered; absent where they are not, unless the environment says so. */
  readonly metrics?: ListenAddress
  readonly poolKey?: string
  readonly listen?: string
  readonly url?: string
  readonly tlsCert?: string
  readonly tlsKey?: string
  readonly oidcIssuer?: string
  readonly oidcClientId?: string
  readonly oidcSecretFile?: string
  readonly oidcGroupsClaim?: string
}

const closeWithinMs = 4_900

/** Serves until it is interrupted, then closes within 5 s. Throws a RunlightError where it cannot begin. */
export async function serveHub(host: CliHost, options: HubOptions): Promise<number> {
  const door = doorOf(options)
  const interrupted = untilInterrupted(host)
  const closers: (() => Promise<void>)[] = []
  const onDefect = reportDefect(host.err)
  const { rendererDir, version } = host
  try {
    const { hub, access, close } = await openTeamHub({
      url: options.log,
      name: options.name ?? null,
      dataDir: findDataDir(options.dataDir, host.env, host.platform),
      version,
      poolKeyFile: options.poolKey ?? null,
      onDefect,
      checkAnswers: checksAnswers(host.env),
    })
    closers.unshift(close)
    const telemetry = await openHostTelemetry(host, options.metrics === undefined ? 'may' : 'wanted')
    const listen = options.metrics ?? telemetry?.listen ?? null
    if (listen !== null) {
      const { logStatus } = hub
      const health = await listenForHealth(listen, { logStatus, metrics: telemetry?.metrics ?? null })
      closers.unshift(health.close)
      host.out.write(`Metrics and health are answered on ${health.url}\n`)
    }
    if (door !== null) {
      const team = await startTeamHost({ ...door, hub, access, rendererDir, version, onDefect })
      closers.unshift(team.close)
      host.out.write(`Runlight serves the team on ${team.url}\n`)
    } else {
      const own = await startBrowserHost({
        engine: ownerView(hub, access.audit, ownerOfHub(), onDefect),
        rendererDir,
        version,
        port: options.port,
      })
      closers.unshift(own.close)
      host.out.write(`Runlight is serving on ${own.url}\n`)
      if (options.open && canShowBrowser(host)) openBrowser(host, own.ticketUrl())
    }
    await interrupted
    return 0
  } finally {
    await closeAll(closers, closeWithinMs)
  }
}

type Door = Pick<Parameters<typeof startTeamHost>[0], 'listen' | 'url' | 'tls' | 'oidc'>

/** How people come in; null where nobody but the owner does. Throws `bad-input`. */
function doorOf(options: HubOptions): Door | null {
  const { listen, url, tlsCert, tlsKey, oidcIssuer, oidcClientId } = options
  if ([listen, url, tlsCert, tlsKey, oidcIssuer].every((one) => one === undefined)) return null
  const address = readListenAddress(listen ?? `127.0.0.1:${options.port}`)
  if (address === null)
    throw bad(`--listen ${listen} is no address: write a host and a port, as in 0.0.0.0:8443.`)
  if ((tlsCert === undefined) !== (tlsKey === undefined))
    throw bad('A certificate and its key belong together: give both --tls-cert and --tls-key.')
  if ((oidcIssuer === undefined) !== (oidcClientId === undefined))
    throw bad('A sign-in service needs both --oidc-issuer and --oidc-client-id.')
  return {
    listen: address,
    url: url ?? null,
    tls: tlsCert === undefined || tlsKey === undefined ? null : { cert: tlsCert, key: tlsKey },
    oidc:
      oidcIssuer === undefined || oidcClientId === undefined
        ? null
        : {
            issuer: oidcIssuer,
            clientId: oidcClientId,
            secret: secretIn(options.oidcSecretFile),
            groupsClaim: options.oidcGroupsClaim ?? 'groups',
          },
  }
}

function secretIn(file: string | undefined): string | null {
  if (file === undefined) return null
  return wordInFile(file, `The file ${file} of --oidc-secret-file cannot be read: see whether it is there.`)
}

function bad(sentence: string): RunlightError {
  return new RunlightError('bad-input', sentence)
}
