// The upper part of a run's report: its name, the two truths with their causes, and the figures.

import { formatBytes, formatDuration, formatMs } from '../../../core/basics/quantities.ts'
import { modelFigures } from '../../../core/figures/model-figures.ts'
import type { Job } from '../../../core/job/job.ts'
import { firstTokenAt, formatTokenRate, isEarlyCount } from '../../../core/job/model.ts'
import { tookBasisMessage, tookOf } from '../../../core/job/took.ts'
import { beganAt } from '../../../core/run/began-at.ts'
import { clientWords } from '../../../core/run/client-words.ts'
import { jobWordOf } from '../../../core/run/reach.ts'
import type { RunSummary } from '../../../core/run/run.ts'
import type { ConnectionState, JobState } from '../../../core/run/states.ts'
import { connectionWords } from '../../../core/run/words.ts'
import type { ExportSection } from '../../log/log-export.ts'
import { clientLine, clientTones } from './client-parts.ts'
import { bar, esc, type Html, inert } from './markup.ts'
import { day } from './times.ts'

const jobTones: Readonly<Record<JobState, string>> = {
  pending: 'calm',
  processing: 'accent',
  completed: 'ok',
  failed: 'bad',
  cancelled: 'calm',
  unknown: 'warn',
}

const connectionTones: Readonly<Partial<Record<ConnectionState, string>>> = {
  live: 'ok',
  stalled: 'warn',
  waiting: 'warn',
  'ended-early': 'warn',
  refused: 'bad',
}

/** A shape for each class of states, so that colour never stands alone. */
const shapes: Readonly<Record<string, string>> = {
  ok: '<circle cx="7" cy="7" r="6" fill="currentColor"/>',
  accent: '<circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" stroke-width="2.5"/>',
  warn: '<path d="M7 1 13.5 12.5H.5Z" fill="currentColor"/>',
  bad: '<path d="M2 2l10 10M12 2 2 12" stroke="currentColor" stroke-width="3" stroke-linecap="round"/>',
  calm: '<rect x="2" y="2" width="10" height="10" rx="2" fill="currentColor"/>',
}

function state(tone: string, word: string, beside: Html = ''): Html {
  return `<div class="state ${tone}"><svg viewBox="0 0 14 14" aria-hidden="true">${shapes[tone] ?? ''}</svg>${esc(word)}${beside}</div>`
}

/** The heading, both states, and the figures. */
export function overview(section: ExportSection, run: RunSummary, job: Job | null): Html {
  const { connection } = run
  const origin = run.imported === null ? '' : `<i>·</i>imported from ${inert(run.imported.file)}`
  const again = run.againOf === null ? '' : '<i>·</i>started again'
  const tags = run.marks.tags.map((tag) => `<span class="tag">${inert(tag)}</span>`).join('')
  const note = run.marks.note === '' ? '' : `<p class="callout">${inert(run.marks.note)}</p>`
  const percent =
    run.job.percent === null ? '' : `<span class="percent">${Math.floor(run.job.percent)} %</span>`
  return `<h1>${inert(run.title)}</h1>
<p class="meta">${esc(section.kindLabel)}<i>·</i>${inert(run.server)}<i>·</i>${esc(day(run.createdAt))}${origin}${again} ${tags}</p>
<div class="truths"><div><h3>Job</h3>${state(jobTones[run.job.state], jobWordOf(run), percent)}
<p>${run.job.cause === null ? esc(jobLine(run)) : inert(run.job.cause)}</p>${run.job.percent === null ? '' : bar(0, run.job.percent, jobTones[run.job.state])}</div>
<div><h3>${run.tapped === undefined ? 'Connection' : 'Server to Runlight'}</h3>${state(connectionTones[connection.state] ?? 'calm', connectionWords[connection.state])}
<p>${connection.cause === null ? '' : inert(connection.cause)}</p></div>${clientPart(run)}</div>
<dl class="figures">${figures(run, job)
    .map(([name, value]) => `<div><dt>${esc(name)}</dt><dd>${inert(value)}</dd></div>`)
    .join('')}</dl>${note}`
}

/** The second connection of a tapped run. */
function clientPart({ tapped }: RunSummary): Html {
  if (tapped === undefined) return ''
  const { client } = tapped
  return `<div><h3>Runlight to client</h3>${state(clientTones[client.state] ?? 'calm', clientWords[client.state])}
<p>${inert(clientLine(client))}</p></div>`
}

function jobLine({ job }: RunSummary): string {
  const took = tookOf(job)
  if (took === null) return job.firstEventAt === null ? 'no event has arrived' : ''
  return `took ${formatMs(took.ms)}, ${tookBasisMessage(took.by)}`
}

function figures(run: RunSummary, job: Job | null): (readonly [string, string])[] {
  const { firstEventAt, firstContentAt } = run.job
  const began = beganAt(run)
  const firstToken = firstTokenAt(run.job)
  const after = (at: number | null) => (at === null ? '–' : formatMs(Math.max(0, at - began)))
  const number = (n: number) => n.toLocaleString('en-US')
  const lasted = firstEventAt === null || run.lastEventAt === null ? null : run.lastEventAt - firstEventAt
  return [
    ['Events', number(run.events)],
    ['First event after', after(firstEventAt)],
    ...(firstToken === null ? [] : ([['First token after', after(firstToken)]] as const)),
    ['First content after', after(firstContentAt)],
    ...modelFigureList(run, job),
    ['First to last event', lasted === null ? '–' : formatDuration(lasted)],
    ['Received', formatBytes(run.bytes)],
    ['Attempts', number(run.connection.attempt)],
    ['Gaps', number(run.gaps)],
    ...((run.tapped?.unrecorded ?? 0) > 0
      ? ([['Not recorded', formatBytes(run.tapped?.unrecorded ?? 0)]] as const)
      : []),
    ['Pings', number(run.pings)],
    ...(run.repeats > 0 ? ([['Repeated', number(run.repeats)]] as const) : []),
    ...(run.late > 0 ? ([['After the end', number(run.late)]] as const) : []),
    ...(run.unreadable > 0 ? ([['Unreadable', number(run.unreadable)]] as const) : []),
    ...((job?.counts.warnings ?? 0) > 0 ? ([['Warnings', number(job?.counts.warnings ?? 0)]] as const) : []),
    ...((job?.counts.errors ?? 0) > 0 ? ([['Errors', number(job?.counts.errors ?? 0)]] as const) : []),
  ]
}

/** What a model took and gave; nothing of a run without one, or of what its stream does not tell. */
function modelFigureList(run: RunSummary, job: Job | null): (readonly [string, string])[] {
  const model = job === null ? null : modelFigures(job, beganAt(run))
  if (model === null) return []
  const { usage, tokensPerSecond, tools, toolsFailed } = model
  const count = (tokens: number | null | undefined) => tokens?.toLocaleString('en-US') ?? null
  const isEarly = usage !== null && isEarlyCount(usage, run.job.state)
  const told: readonly (readonly [string, string | null])[] = [
    ['Model', usage?.model ?? null],
    ['Input tokens', count(usage?.input)],
    ['Cached of these', count(usage?.cached)],
    [isEarly ? 'Output tokens told so far' : 'Output tokens', count(usage?.output)],
    ['Reasoning of these', count(usage?.reasoning)],
    ['Tokens a second', tokensPerSecond === null ? null : formatTokenRate(tokensPerSecond)],
    ['Finish', usage?.finish ?? null],
    ['Tool calls', tools === 0 ? null : count(tools)],
    ['Failed tool calls', toolsFailed === 0 ? null : count(toolsFailed)],
  ]
  return told.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]))
}
