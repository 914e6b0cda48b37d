// `runlight serve --log`: a hub on a shared log, its owner's, on this computer alone.

import type { ListenAddress } from '../../core/basics/listen-address.ts'
import { checksAnswers, findDataDir, openTeamHub, ownerOfHub } from '../../engine/index.ts'
import { listenForHealth } from '../../server/health/index.ts'
import { startBrowserHost } from '../../server/index.ts'
import type { CliHost } from '../host/host.ts'
import { canShowBrowser, openBrowser } from '../host/open-browser.ts'
import { openHostTelemetry } from '../host/open-telemetry.ts'
import { reportDefect } from '../host/report-defect.ts'
import { untilInterrupted } from '../host/until-interrupted.ts'
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
}

const closeWithinMs = 4_900

/** Serves until it is interrupted, then closes within 5 s. Throws a RunlightError where it cannot begin. */
export async function serveHub(host: CliHost, options: HubOptions): Promise<number> {
  const interrupted = untilInterrupted(host)
  const closers: (() => Promise<void>)[] = []
  const onDefect = reportDefect(host.err)
  const { rendererDir } = host
  try {
    const { hub, close } = await openTeamHub({
      url: options.log,
      name: options.name ?? null,
      dataDir: findDataDir(options.dataDir, host.env, host.platform),
      version: host.version,
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
    const own = await startBrowserHost({ engine: hub.as(ownerOfHub()), rendererDir, port: options.port })
    closers.unshift(own.close)
    host.out.write(`Runlight is serving on ${own.url}\n`)
    if (options.open && canShowBrowser(host)) openBrowser(host, own.ticketUrl())
    await interrupted
    return 0
  } finally {
    await closeAll(closers, closeWithinMs)
  }
}
