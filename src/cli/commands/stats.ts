// `runlight stats`: what was measured of a run, or what is usual for each kind, read beside whatever engine may be writing
// the log. The numbers are those of the timeline and of the board.

import { RunlightError } from '../../core/basics/errors.ts'
import { formatCount, formatMs } from '../../core/basics/quantities.ts'
import { isoTime } from '../../core/basics/times.ts'
import type { Figures, UsualRun } from '../../core/figures/figures.ts'
import { formatTokenPart, formatTokenRate, outputNote } from '../../core/job/model.ts'
import { jobWordOf } from '../../core/run/reach.ts'
import { isFinished } from '../../core/run/states.ts'
import type { CliHost } from '../host/host.ts'
import type { HubLog } from '../hub/hub-log.ts'
import { type LogOptions, openLogOf } from '../hub/open-log.ts'
import { formatDay } from '../terminal/format-time.ts'
import { jsonLine } from '../terminal/json-line.ts'
import { printable } from '../terminal/printable.ts'
import { formatTable } from '../terminal/table.ts'

export type StatsOptions = LogOptions & { readonly json?: true }

const none = '–'

/** Prints the figures of `run`, or what is usual for every kind. Throws a RunlightError where there is no such run. */
export async function stats(host: CliHost, run: number | undefined, options: StatsOptions): Promise<number> {
  const log = await openLogOf(host, options)
  const hasRuns = log !== null && (await log.runs()).length > 0
  try {
    if (log !== null && run !== undefined) await ofRun(host, log, run, options.json === true)
    else if (log !== null && hasRuns) await ofKinds(host, log, options.json === true)
    else if (run !== undefined) throw noSuchRun(run)
    else host.err.write('runlight: No run is stored here yet: “runlight watch” begins one.\n')
  } finally {
    await log?.close()
  }
  return 0
}

function noSuchRun(run: number): RunlightError {
  return new RunlightError('not-found', `There is no run ${run}: “runlight runs” lists those that are.`, {
    run,
  })
}

async function ofKinds(host: CliHost, log: HubLog, json: boolean): Promise<void> {
  const kinds = [...new Set((await log.runs()).map(({ kind }) => kind))].toSorted()
  const rows: string[][] = []
  for (const kind of kinds) {
    const usual = await log.usual(kind)
    if (usual.runs === 0) continue
    if (json) host.out.write(jsonLine(usual))
    else rows.push(kindRow(usual))
    await host.out.room()
  }
  if (json) return
  if (rows.length === 0) {
    host.err.write('runlight: Every run here was imported, and says nothing of what is usual here.\n')
    return
  }
  write(host, kindHead, rows)
  if (rows.some((row) => row.includes(none)))
    host.out.write(`${none} is not known yet: it takes three completed runs of a kind.\n`)
}

const kindHead = [
  'KIND',
  'RUNS',
  'COMPLETED',
  'FAILED',
  'OTHERWISE',
  'HALF TAKE UP TO',
  '9 IN 10 UP TO',
  'FIRST EVENT',
  'FIRST CONTENT',
  'EVENTS',
]

function kindRow(usual: UsualRun): string[] {
  const { kind, runs, outcomes, durationP50Ms, durationP90Ms, firstEventP50Ms, firstContentP50Ms } = usual
  const { completed = 0, failed = 0, cancelled = 0, unknown = 0 } = outcomes
  const over = completed + failed + cancelled + unknown
  const rate = (count: number) => (over === 0 ? '0' : `${number(count)} (${formatPart(count / over)})`)
  return [
    kind,
    number(runs),
    rate(completed),
    rate(failed),
    rate(cancelled + unknown),
    formatMsOrNone(durationP50Ms),
    formatMsOrNone(durationP90Ms),
    formatMsOrNone(firstEventP50Ms),
    formatMsOrNone(firstContentP50Ms),
    usual.eventsP50 === null ? none : number(usual.eventsP50),
  ]
}

async function ofRun(host: CliHost, log: HubLog, run: number, json: boolean): Promise<void> {
  const figures = await log.figures(run)
  if (figures === null) throw noSuchRun(run)
  if (json) {
    host.out.write(
      jsonLine({ ...figures, startedAt: isoTime(figures.startedAt), endedAt: isoTime(figures.endedAt) }),
    )
    return
  }
  const summary = (await log.runs()).find(({ id }) => id === run)
  if (summary === undefined) throw noSuchRun(run)
  const usual = await log.usual(figures.kind)
  host.out.write(`Run ${run}  ${printable(figures.title)}  (${figures.kind})\n`)
  write(host, ['', 'THIS RUN', 'USUALLY'], figureRows(figures, usual, jobWordOf(summary)))
  const usualMs = new Map(usual.stages.map(({ id, p50Ms }) => [id, p50Ms]))
  if (figures.stages.length > 0) {
    host.out.write('\n')
    write(
      host,
      ['STAGE', 'THIS RUN', 'USUALLY'],
      figures.stages.map(({ id, label, startedAt, endedAt, state, unpassed }) => [
        printable(label),
        `${endedAt === null ? 'did not end' : formatMs(endedAt - startedAt)}${unpassed ? ', did not pass' : state === 'failed' ? ', failed' : ''}`,
        formatMsOrNone(usualMs.get(id) ?? null),
      ]),
    )
  }
  if (!figures.exact) host.out.write(`\n${figures.basis}\n`)
}

function figureRows(figures: Figures, usual: UsualRun, jobWord: string): string[][] {
  const { waits, totals, attempts, gaps, durationMs, state } = figures
  const { durationP50Ms, durationP90Ms, basis } = usual
  const slow = durationMs !== null && durationP90Ms !== null && durationMs > durationP90Ms
  const running = !isFinished(state) && state !== 'unknown'
  const range =
    durationP50Ms === null || durationP90Ms === null
      ? none
      : `${formatMs(durationP50Ms)}, 9 in 10 up to ${formatMs(durationP90Ms)} (${formatCount(basis, 'run')})`
  const rows: [string, string, string?][] = [
    ['Job', jobWord],
    ['Began', formatDay(figures.startedAt)],
    ['First event after', formatMsOrNone(figures.firstEventMs), formatMsOrNone(usual.firstEventP50Ms)],
    ...firstTokenRow(figures, usual),
    ['First content after', formatMsOrNone(figures.firstContentMs), formatMsOrNone(usual.firstContentP50Ms)],
    [
      'Took',
      `${running ? 'runs still' : formatMsOrNone(durationMs)}${slow ? ', slower than usual' : ''}`,
      range,
    ],
    ...modelRows(figures, usual),
    ['Events', number(figures.events), usual.eventsP50 === null ? none : number(usual.eventsP50)],
  ]
  if (waits !== null) {
    rows.push(['Median time between events', formatMs(waits.p50Ms)])
    rows.push([
      'Longest time between events',
      `${formatMs(waits.maxMs)}, before event ${number(waits.maxBefore)}`,
    ])
  }
  rows.push(['Attempts, gaps', `${number(attempts.length)}, ${number(gaps.length)}`])
  rows.push([
    'Repeats, late, unreadable',
    `${number(totals.repeats)}, ${number(totals.late)}, ${number(totals.unreadable)}`,
  ])
  rows.push(['Warnings, errors', `${number(totals.warnings)}, ${number(totals.errors)}`])
  if (totals.items > 0)
    rows.push(['Items', `${number(totals.items)}, ${number(totals.itemsDone)} of them done`])
  if (totals.textLength > 0) rows.push(['Text', formatCount(totals.textLength, 'character')])
  return rows.map(([name, value, habit = '']) => [name, value, habit])
}

function firstTokenRow({ model }: Figures, usual: UsualRun): [string, string, string][] {
  const ms = model?.firstTokenMs ?? null
  return ms === null ? [] : [['First token after', formatMs(ms), formatMsOrNone(usual.firstTokenP50Ms)]]
}

/** What a model took and gave; nothing of a run without one, or of what its stream does not tell. */
function modelRows({ model, state }: Figures, usual: UsualRun): [string, string, string?][] {
  if (model === null) return []
  const { usage, tokensPerSecond, tools, toolsFailed, reasoningLength } = model
  const tokens = (count: number | null, part: string | null = null) =>
    count === null ? none : `${number(count)}${part === null ? '' : `, ${part}`}`
  const rows: [string, string, string?][] = [
    ['Model', printable(usage?.model ?? none)],
    ['Finish', printable(usage?.finish ?? none)],
    [
      'Input tokens',
      tokens(usage?.input ?? null, formatTokenPart(usage?.cached ?? null, 'cached')),
      tokens(usual.inputTokensP50),
    ],
    [
      'Output tokens',
      tokens(usage?.output ?? null, usage === null ? null : outputNote(usage, state)),
      tokens(usual.outputTokensP50),
    ],
    ['Tokens a second', formatRateOrNone(tokensPerSecond), formatRateOrNone(usual.tokensPerSecondP50)],
    [
      'Tool calls',
      tools === 0 ? none : `${number(tools)}${toolsFailed === 0 ? '' : `, ${number(toolsFailed)} failed`}`,
    ],
    ['Reasoning', reasoningLength === 0 ? none : formatCount(reasoningLength, 'character')],
  ]
  return rows.filter(([, value]) => value !== none)
}

function formatRateOrNone(perSecond: number | null): string {
  return perSecond === null ? none : formatTokenRate(perSecond)
}

function write(host: CliHost, head: readonly string[], rows: readonly (readonly string[])[]): void {
  for (const line of formatTable(head, rows, host.out.columns())) host.out.write(`${line}\n`)
}

function formatMsOrNone(ms: number | null): string {
  return ms === null ? none : formatMs(ms)
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}

/** Never `0 %` of something that happened, nor `100 %` of what did not always. */
function formatPart(part: number): string {
  if (part === 0 || part === 1) return `${part * 100} %`
  return part < 0.01 ? 'under 1 %' : `${Math.min(99, Math.round(part * 100))} %`
}
