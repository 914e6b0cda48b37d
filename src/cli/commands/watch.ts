// `runlight watch`: opens the engine in this process, watches one job until it is over, and ends with its result. Nothing
// of the watch itself is here, only its order: open, begin, follow, tell, close.

import type { Condition } from '../../core/alerts/condition.ts'
import { RunlightError } from '../../core/basics/errors.ts'
import { type Call, createCaller } from '../host/caller.ts'
import type { CliHost } from '../host/host.ts'
import type { LogOptions } from '../hub/open-log.ts'
import { printable } from '../terminal/printable.ts'
import { setAlarms } from '../watch/alarms.ts'
import { type Beckon, createBeckon } from '../watch/beckon.ts'
import { beginRun } from '../watch/begin-run.ts'
import { readCopied } from '../watch/copied-request.ts'
import { follow } from '../watch/follow.ts'
import { createJsonView } from '../watch/json-view.ts'
import { createLinesView } from '../watch/lines-view.ts'
import { clearLine, createLiveView } from '../watch/live-view.ts'
import { exitCodeOf, outcomeOf } from '../watch/outcome.ts'
import { readGiven } from '../watch/read-given.ts'
import { runHeaders } from '../watch/run-headers.ts'
import { watchRun } from '../watch/run-watcher.ts'
import { createStopSwitch, type StopSwitch } from '../watch/stop-switch.ts'
import type { View } from '../watch/view.ts'
import { openWatched } from '../watch/watched.ts'
import { type Wanted, type WatchTarget, whatToWatch } from '../watch/what-to-watch.ts'

export type WatchOptions = Omit<WatchTarget, 'target' | 'copied'> &
  LogOptions & {
    readonly header?: readonly string[]
    readonly bearerEnv?: string
    readonly headerEnv?: readonly string[]
    /** A file with a copied request, or `-`. */
    readonly curl?: string
    readonly retry: boolean
    readonly maxEvents?: number
    /** Seconds. */
    readonly timeout?: number
    readonly alert?: readonly Condition[]
    readonly untilAlert?: true
    readonly bell: boolean
    readonly json?: true
  }

/** The board of the window and of `serve` has a button for it. */
const cannotWriteAnew =
  'The terminal cannot have it written anew: put it back, or end with Ctrl+C; what no log has is counted then.'

/** Resolves to the exit code; rejects with a RunlightError where the watch could not begin. */
export async function watch(
  host: CliHost,
  target: string | undefined,
  options: WatchOptions,
): Promise<number> {
  const headers = runHeaders(options, host.env)
  const body = options.body === undefined ? undefined : await readGiven(options.body, host.input)
  if (options.untilAlert === true && options.alert === undefined)
    throw new RunlightError('bad-input', '--until-alert needs an --alert to wait for.')
  if (options.hub !== undefined && options.alert !== undefined)
    throw new RunlightError(
      'bad-input',
      'A hub’s alerts come from the rules of its team: leave --alert out, and add a rule on the hub.',
    )
  const stop = createStopSwitch()
  const beckon = beckonOver(host, options)
  const leaveInterrupt = host.onInterrupt(() => stop.request('interrupted'))
  host.out.onGone(() => stop.request('reader-gone'))
  const engine = await openWatched(host, options)
  try {
    const call = createCaller(engine.dispatch)
    const { curl } = options
    const copied = curl === undefined ? undefined : await readCopied(call, curl, host.input, host.env)
    for (const note of copied?.notes ?? []) host.err.write(`runlight: ${printable(note)}\n`)
    const wanted = await whatToWatch(call, { ...options, body, target, copied })
    const ownHeaders = [wanted.headers, headers].filter((lines) => lines !== null && lines !== '').join('\n')
    if (stop.reason() === 'interrupted') return 130
    const since = Date.now()
    const { start, notice } = await begin(call, wanted, ownHeaders === '' ? null : ownHeaders, options)
    if (notice !== null) host.err.write(`runlight: ${notice}\n`)

    const watcher = await watchRun(engine, call, start.summary, ({ state, sentence }) => {
      // On a terminal the live line stands where the sentence goes; it is drawn again below it.
      const lead = host.out.live && host.err.live ? clearLine : ''
      if (sentence !== null) host.err.write(`${lead}runlight: ${sentence}\n`)
      if (state === 'missing') host.err.write(`runlight: ${cannotWriteAnew}\n`)
      if (state === 'failed') stop.request('log-failed')
    })
    const clearTimer = startTimer(options.timeout, stop)
    const alarms = await setAlarms(engine, start.summary.id, options.alert ?? [], since)
    const view = alarms.over(createView(host, call, start.summary.id, options.json === true), {
      beckon,
      raised: () => (options.untilAlert === true ? stop.request('alert') : undefined),
    })
    const maxEvents = options.maxEvents ?? null
    const { out } = host
    const { leaves } = engine
    const last = await follow({ call, start, watcher, view, out, stop, maxEvents, leaves })
    clearTimer()
    await alarms.settled()
    for (const alert of watcher.alerts()) view.alert(alert)
    watcher.close()
    const outcome = outcomeOf(last, stop.reason(), alarms.count())
    view.end(outcome, last)
    return exitCodeOf(outcome, stop.reason())
  } finally {
    beckon?.end()
    await engine.close()
    leaveInterrupt()
  }
}

function createView(host: CliHost, call: Call, run: number, json: boolean): View {
  const { out } = host
  if (json) return createJsonView(out.write)
  if (out.live) return createLiveView(out)
  return createLinesView(out.write, async () => (await call('runs.job', { run })).job)
}

/** Over the terminal there is; null where there is none, or where nobody wants it. JSON is read by programs. */
function beckonOver({ out, err }: CliHost, { bell, json }: WatchOptions): Beckon | null {
  const terminal = err.live ? err : out.live && json !== true ? out : null
  return terminal === null || !bell ? null : createBeckon(terminal)
}

function startTimer(seconds: number | undefined, stop: StopSwitch): () => void {
  if (seconds === undefined) return () => {}
  const timer = setTimeout(() => stop.request('timeout'), seconds * 1_000)
  return () => clearTimeout(timer)
}

async function begin(call: Call, wanted: Wanted, headers: string | null, { retry }: WatchOptions) {
  const { kind, serverId, baseUrl, params, implied } = wanted
  try {
    return await beginRun(call, { kind, serverId, baseUrl, params, headers, title: null, retry })
  } catch (thrown) {
    throw explainParams(thrown, implied)
  }
}

/** A parameter's problem, with the option that mends it. */
function explainParams(thrown: unknown, implied: readonly string[]): unknown {
  if (!(thrown instanceof RunlightError) || thrown.code !== 'bad-input') return thrown
  const { problems: found, unknown } = thrown.detail ?? {}
  const problems = Object.entries(Object(found)).map(([name, problem]) => {
    const sentence = String(problem)
    const mends = !implied.includes(name) && !(Array.isArray(unknown) && unknown.includes(name))
    return mends ? sentence.replace(/\.?$/, ` (--set ${name}=…).`) : sentence
  })
  return problems.length === 0 ? thrown : new RunlightError('bad-input', problems.join(' '), thrown.detail)
}
