// A watch for a person who reads it later or through a pipe: one line for each thing that happened, with its time. It is
// told by committed summaries, so that of several log lines stored together only the last is shown; the log has them all.

import { formatMs } from '../../core/basics/quantities.ts'
import { toolSentence } from '../../core/job/event-message.ts'
import type { Job } from '../../core/job/job.ts'
import { formatTokenRate, formatUsage, tokensPerSecond } from '../../core/job/model.ts'
import { formatNotice } from '../../core/run/notice.ts'
import { jobWordOf } from '../../core/run/reach.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { type ConnectionState, isFinished } from '../../core/run/states.ts'
import { connectionWords, formatGap } from '../../core/run/words.ts'
import { alertSentence } from '../host/alert-line.ts'
import { formatTime } from '../terminal/format-time.ts'
import { printable } from '../terminal/printable.ts'
import { formatOutcome } from './outcome.ts'
import type { View } from './view.ts'

/** `readJob` gives the run's job as it is now; it is asked only when a stage has changed. */
export function createLinesView(write: (text: string) => void, readJob: () => Promise<Job>): View {
  let told: RunSummary['job'] | null = null
  let connection: ConnectionState | null = null
  const stages = new Map<string, string>()
  const tools = new Map<string, string>()
  /** The arguments of a call were not whole when the job was last read. */
  let isWriting = false

  const line = (at: number, word: string, text: string) =>
    write(`${formatTime(at)}  ${word.padEnd(10)}  ${printable(text)}\n`)

  const moved = (at: number, state: ConnectionState, cause: string | null) => {
    // Silence within the beat comes and goes all the time, and is nothing that anybody has to read.
    const same = state === 'quiet' ? 'live' : state
    if (same === connection) return
    connection = same
    line(at, 'connection', cause === null ? connectionWords[same] : `${connectionWords[same]}: ${cause}`)
  }

  const tellStages = async (at: number) => {
    for (const { id, label, state } of (await readJob()).stages) {
      if (stages.get(id) === state || (stages.has(id) && state === 'completed')) continue
      stages.set(id, state)
      line(at, 'stage', state === 'failed' ? `${label}: failed` : label)
    }
  }

  /** A call is told when its arguments are whole, and again when it has ended. */
  const tellTools = async (at: number) => {
    const calls = (await readJob()).tools ?? []
    isWriting = calls.some(({ state }) => state === 'writing')
    for (const tool of calls) {
      const { id, state } = tool
      if (state === 'writing' || tools.get(id) === state) continue
      tools.set(id, state)
      line(at, 'tool', toolSentence(tool))
    }
  }

  return {
    wantsEvents: false,
    begin: async (run) => {
      const { since, state, cause, attempt } = run.connection
      line(since, 'watching', `${run.title} on ${run.server}, run ${run.id}`)
      // A new run has not moved yet: its first transition says that it connects.
      if (attempt > 0) moved(since, state, cause)
      if (run.events === 0) return
      told = run.job
      line(since, 'job', withCause(jobWordOf(run), run.job.cause))
      const job = await readJob()
      for (const stage of job.stages) stages.set(stage.id, stage.state)
      for (const tool of job.tools ?? []) tools.set(tool.id, tool.state)
    },
    note: (note) => {
      if (note.type === 'connection') moved(note.transition.at, note.transition.state, note.transition.cause)
      else if (note.type === 'notice') line(note.at, 'notice', formatNotice(note.notice))
      else line(note.gap.until ?? note.gap.from, 'gap', formatGap(note.gap, formatTime))
    },
    alert: (alert) => line(alert.resolvedAt ?? alert.at, 'alert', alertSentence(alert)),
    event: () => {},
    state: async (run) => {
      const { job, lastEventAt, connection: now } = run
      const at = lastEventAt ?? now.since
      const before = told
      told = job
      if (job.stageCount > 0 && JSON.stringify(job.stages) !== JSON.stringify(before?.stages))
        await tellStages(at)
      const { reasoned } = job
      if (reasoned !== undefined && isAfterReasoning(job) && !isAfterReasoning(before))
        line(at, 'reasoning', `for ${formatMs(reasoned.lastAt - reasoned.firstAt)}`)
      if (isWriting || hasNewTools(job, before)) await tellTools(at)
      if (job.lastLog !== null && job.lastLog !== before?.lastLog) line(at, 'log', job.lastLog)
      if (job.state !== before?.state) line(at, 'job', withCause(jobWordOf(run), job.cause))
    },
    end: (outcome, run) => {
      const tokens = tokenSentence(run.job)
      if (tokens !== null) line(Date.now(), 'tokens', tokens)
      line(Date.now(), 'outcome', formatOutcome(outcome, jobWordOf(run)))
    },
  }
}

function withCause(word: string, cause: string | null): string {
  return cause === null ? word : `${word}: ${cause}`
}

type Told = RunSummary['job']

/** The first reasoning is over once something else was written, or the job is. */
function isAfterReasoning(job: Told | null): boolean {
  if (job?.reasoned === undefined) return false
  const { reasoned, written } = job
  return (written?.lastAt ?? 0) > reasoned.lastAt || job.tools !== undefined || isFinished(job.state)
}

/** That the arguments of a call have become whole is not counted. */
function hasNewTools(job: Told, before: Told | null): boolean {
  return (job.tools ?? 0) !== (before?.tools ?? 0) || job.toolsEnded !== before?.toolsEnded
}

/** `claude-sonnet-4-5: 412 tokens in (300 cached), 89 out, 42 a second`; null where none are told. */
function tokenSentence(job: Told): string | null {
  const { usage } = job
  const used = usage === undefined ? null : formatUsage(usage)
  if (usage === undefined || used === null) return null
  const rate = tokensPerSecond(job)
  const model = usage.model === null ? '' : `${usage.model}: `
  return `${model}${used}${rate === null ? '' : `, ${formatTokenRate(rate)} a second`}`
}
