// How a call of a tool went, and how long it took, in one place for every screen, file and command. Pure.

import { isFinished, type JobState } from '../run/states.ts'
import type { Job, Tool } from './job.ts'

type Timed = Pick<Tool, 'startedAt' | 'calledAt' | 'endedAt'>

/** `called`: the stream is over and told no result, as where its asker runs the tool. `cut`: it ended amid the arguments. */
export type ToolOutcome = 'writing' | 'running' | 'completed' | 'failed' | 'called' | 'cut'

/** How `tool` stands in a job of this state. */
export function toolOutcome({ state }: Pick<Tool, 'state'>, job: JobState): ToolOutcome {
  const isOver = isFinished(job) || job === 'unknown'
  if (state === 'writing') return isOver ? 'cut' : 'writing'
  if (state === 'called') return isOver ? 'called' : 'running'
  return state
}

export const toolWords: Readonly<Record<ToolOutcome, string>> = {
  writing: 'being written',
  running: 'running',
  completed: 'returned',
  failed: 'failed',
  called: 'called',
  cut: 'cut off',
}

/** From when on the tool was at work; where its call came with its result, since it was first named. */
function toolBeganAt({ startedAt, calledAt, endedAt }: Timed): number {
  return calledAt !== null && calledAt !== endedAt ? calledAt : startedAt
}

/** How long a tool has been at work, at `now`. */
export function toolSoFar(tool: Timed, now: number): number {
  return Math.max(0, now - toolBeganAt(tool))
}

/** How long the tool took, from its call to its result, ms; null without a result, and where both came as one. */
export function toolTook(tool: Timed): number | null {
  if (tool.endedAt === null) return null
  const ms = tool.endedAt - toolBeganAt(tool)
  return ms > 0 ? ms : null
}

type Axis = { readonly from: number; readonly to: number }

/** The run's time, epoch ms, on which its calls are drawn: since it `began`, until its end or `now`. */
export function toolAxis(job: Job, began: number, now: number): Axis {
  const isOver = isFinished(job.state) || job.state === 'unknown'
  const last = Math.max(job.lastEventAt ?? began, job.finishedAt ?? began)
  return { from: began, to: Math.max(began + 1, isOver ? last : Math.max(last, now)) }
}

export type ToolBar = {
  /** In parts of the axis, 0–1: its arguments were written from `from` to `called`, and it was at work until `to`. */
  readonly from: number
  readonly called: number
  readonly to: number
}

/**
 * The bar of `tool` on the axis; `known` is until when anything is known of one that has not ended. A call whose stream told no
 * result ends where it was made.
 */
export function toolBar(tool: Timed, outcome: ToolOutcome, { from, to }: Axis, known = to): ToolBar {
  const part = (at: number) => Math.min(1, Math.max(0, (at - from) / (to - from)))
  const isWritten = outcome !== 'writing' && outcome !== 'cut'
  const called = isWritten ? toolBeganAt(tool) : known
  const end = tool.endedAt ?? (outcome === 'called' ? called : known)
  return { from: part(tool.startedAt), called: part(called), to: part(end) }
}

/** `3 calls, 1 failed`; where not all are kept, `the latest 100 of 241 calls`. */
export function toolsNote(kept: number, { tools = kept, toolsFailed = 0 }: ToolCounts): string {
  const calls = `${tools.toLocaleString('en-US')} ${tools === 1 ? 'call' : 'calls'}`
  const all = tools > kept ? `the latest ${kept.toLocaleString('en-US')} of ${calls}` : calls
  return toolsFailed === 0 ? all : `${all}, ${toolsFailed.toLocaleString('en-US')} failed`
}

type ToolCounts = { readonly tools?: number; readonly toolsFailed?: number }
