// `runlight serve`: the engine and the browser host in this process, until it is asked to end.

import type { ListenAddress } from '../../core/basics/listen-address.ts'
import { createSampleOnDemand } from '../../demo/index.ts'
import { checksAnswers, createSessionSecrets, findDataDir, openEngine } from '../../engine/index.ts'
import { listenForHealth } from '../../server/health/index.ts'
import { createTap } from '../../tap/index.ts'
import type { CliHost } from '../host/host.ts'
import { canShowBrowser, openBrowser } from '../host/open-browser.ts'
import { openHostTelemetry } from '../host/open-telemetry.ts'
import { reportDefect } from '../host/report-defect.ts'
import { untilInterrupted } from '../host/until-interrupted.ts'
import { closeAll } from './close-all.ts'

export type ServeOptions = {
  readonly port: number
  readonly dataDir?: string
  readonly open: boolean
  /** Also watches the sample backend, which runs in this process. */
  readonly sample?: true
  /** Where metrics and health are answered; absent where they are not, unless the environment says so. */
  readonly metrics?: ListenAddress
}

const closeWithinMs = 4_900

/** Serves until it is interrupted, then closes within 5 s. Throws a RunlightError where it cannot begin. */
export async function serve(
  host: CliHost,
  { port, dataDir, open, sample: watchSample, metrics }: ServeOptions,
): Promise<number> {
  const interrupted = untilInterrupted(host)
  const sample = createSampleOnDemand()
  const closers = [sample.close]
  try {
    const telemetry = await openHostTelemetry(host, metrics === undefined ? 'may' : 'wanted')
    const opening = openEngine({
      dataDir: findDataDir(dataDir, host.env, host.platform),
      host: 'browser',
      version: host.version,
      secrets: createSessionSecrets(),
      network: () => () => {},
      sample: sample.port,
      files: { save: async () => ({ type: 'download' }) },
      taps: { port: createTap(), own: null },
      commands: true,
      watchSample: watchSample === true,
      pageNotifies: true,
      telemetry: telemetry?.port ?? null,
      onDefect: reportDefect(host.err),
      checkAnswers: checksAnswers(host.env),
    })
    // What serves pages is loaded while the log opens.
    const [engine, { startBrowserHost }] = await Promise.all([opening, import('../../server/index.ts')])
    closers.unshift(engine.close)
    const listen = metrics ?? telemetry?.listen ?? null
    if (listen !== null) {
      const { logStatus } = engine
      const health = await listenForHealth(listen, { logStatus, metrics: telemetry?.metrics ?? null })
      closers.unshift(health.close)
      host.out.write(`Metrics and health are answered on ${health.url}\n`)
    }
    const { rendererDir } = host
    const browserHost = await startBrowserHost({ engine, rendererDir, port, version: host.version })
    closers.unshift(browserHost.close)
    host.out.write(`Runlight is serving on ${browserHost.url}\n`)
    if (open && canShowBrowser(host)) openBrowser(host, browserHost.ticketUrl())
    await interrupted
    return 0
  } finally {
    await closeAll(closers, closeWithinMs)
  }
}
