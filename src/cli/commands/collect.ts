// `runlight collect`: a collector over a shared log, without screens, until it is asked to end. What happens to it is one line
// each on standard output.

import { join } from 'node:path'
import { RunlightError } from '../../core/basics/errors.ts'
import type { ListenAddress } from '../../core/basics/listen-address.ts'
import { formatCount } from '../../core/basics/quantities.ts'
import { isoTime } from '../../core/basics/times.ts'
import type { LogStatus } from '../../core/contract/contract.ts'
import {
  type Collector,
  type CollectorNews,
  findDataDir,
  openCollector,
  readOwnSecrets,
} from '../../engine/index.ts'
import { listenForHealth } from '../../server/health/index.ts'
import type { CliHost } from '../host/host.ts'
import { openHostTelemetry } from '../host/open-telemetry.ts'
import { reportDefect } from '../host/report-defect.ts'
import { untilInterrupted } from '../host/until-interrupted.ts'
import { wordInFile } from '../host/word-in-file.ts'
import { printable } from '../terminal/printable.ts'

export type CollectOptions = {
  readonly log?: string
  readonly logFile?: string
  readonly name: string
  readonly only?: readonly string[]
  readonly dataDir?: string
  readonly secrets?: string
  readonly poolKeyFile?: string
  /** Where metrics and health are answered; absent where they are not, unless the environment says so. */
  readonly metrics?: ListenAddress
}

const waiting: LogStatus = {
  state: 'away',
  sentence: 'This collector waits for its place in the shared log.',
}

/** Collects until it is interrupted, then hands over at once. Throws a RunlightError where it cannot begin or end in order. */
export async function collect(host: CliHost, options: CollectOptions): Promise<number> {
  const interrupted = untilInterrupted(host)
  const url = addressOf(host, options)
  const say = (line: string) => host.out.write(`${isoTime(Date.now())} ${printable(line)}\n`)
  const telemetry = await openHostTelemetry(host, options.metrics === undefined ? 'may' : 'wanted')
  let collector: Collector | null = null
  const listen = options.metrics ?? telemetry?.listen ?? null
  // Before it has its place: whoever asks then is told that it waits.
  const health =
    listen === null
      ? null
      : await listenForHealth(listen, {
          logStatus: () => collector?.logStatus() ?? waiting,
          metrics: telemetry?.metrics ?? null,
        })
  if (health !== null) say(`metrics and health are answered on ${health.url}`)
  try {
    const opening = openCollector({
      url,
      name: options.name,
      only: onlyOf(options.only ?? []),
      dataDir:
        options.dataDir ?? join(findDataDir(undefined, host.env, host.platform), `collector-${options.name}`),
      version: host.version,
      secrets: readOwnSecrets(options.secrets ?? null, options.poolKeyFile ?? null),
      env: host.env,
      tell: (news) => say(lineOf(options.name, news)),
      onDefect: reportDefect(host.err),
      telemetry: telemetry?.port ?? null,
    })
    // Ended while it still waits for the database: there is nothing to hand over.
    collector = await Promise.race([opening, interrupted.then(() => null)])
    if (collector === null) {
      void opening.then(({ close }) => close()).catch(() => {})
      return 0
    }
    await interrupted
    await collector.close()
  } finally {
    await health?.close()
  }
  say(`${options.name} has handed over and left`)
  return 0
}

function addressOf({ env, err }: CliHost, { log, logFile }: CollectOptions): string {
  if (logFile !== undefined)
    return wordInFile(logFile, `${logFile} cannot be read: see that it is there, and yours.`)
  const url = log ?? env.RUNLIGHT_LOG
  if (url === undefined)
    throw new RunlightError(
      'bad-input',
      'Which log? Give its address in the variable RUNLIGHT_LOG, or a file that holds it with --log-file, or --log.',
    )
  if (log !== undefined && /^[a-z]+:\/\/[^/@]*:[^/@]+@/i.test(log))
    err.write(
      'runlight: Everybody on this computer can read the password on the command line: put the address into RUNLIGHT_LOG or a file (--log-file).\n',
    )
  return url
}

function onlyOf(given: readonly string[]): { servers: string[]; tags: string[] } {
  const named = (what: string) =>
    given.filter((one) => one.startsWith(`${what}:`)).map((one) => one.slice(what.length + 1))
  const [servers, tags] = [named('server'), named('tag')]
  if (servers.length + tags.length < given.length)
    throw new RunlightError('bad-input', 'Write --only as server:NAME or tag:NAME.')
  return { servers, tags }
}

function lineOf(name: string, news: CollectorNews): string {
  switch (news.type) {
    case 'joined':
      return news.again ? `${name} has its place again` : `${name} has its place and collects`
    case 'lost-place':
      return `${name} lost its place${news.why === 'late' ? ', because the database was not reached in time' : ', because others closed it'}: ${formatCount(news.runs, 'run')} let go${news.kept === 0 ? '' : `, ${formatCount(news.kept, 'run')} kept in its own file`}`
    case 'refused':
    case 'notice':
      return news.sentence
    case 'away':
      return `The shared log is away. ${news.sentence}`
    case 'back':
      return 'The shared log is back'
    case 'keeps-house':
      return `${name} keeps house from now on: it applies the storage rules for all`
    case 'kept-house':
      return news.sentence
    case 'claimed':
      return `${name} took ${news.runs.map(({ run, why, from }) => `run ${run}${from === null ? '' : ` (${why === 'lost' ? 'lost by' : 'from'} ${from})`}`).join(', ')}`
    case 'lacks':
      return `${name} takes no runs of ${news.servers.join(', ')}: it has no credentials for them`
    case 'withheld':
      return news.why === 'elsewhere'
        ? `${news.server} has another address, proxy or certificate authority than when ${name} first used its credential, which is not given: if that is right, enter the credential anew, or delete ${JSON.stringify(news.source)} from ${news.path} and start again`
        : `The credential for ${news.server} is not given, because ${news.path} cannot be written: see whether its disk is full, and whether the folder is ${name}’s own`
    case 'handed-over':
      return `What was kept of ${formatCount(news.runs, 'run')} is in the shared log now`
    case 'kept':
      return `What was kept of run ${news.run} stays in this collector’s own file: ${news.why}`
    case 'asked':
      return `${news.by} asked ${news.call} of run ${news.run}: ${news.ok ? 'done' : 'refused'}`
  }
}
