// How a call of a tool went, and how long it took, in one place for every screen, file and command. Pure.

import { isFinished, type JobState } from '../run/states.ts'
import type { Tool } from './job.ts'

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

type Timed = Pick<Tool, 'startedAt' | 'calledAt' | 'endedAt'>

/** From when on the tool was at work; where its call came with its result, since it was first named. */
export function toolBeganAt({ startedAt, calledAt, endedAt }: Timed): number {
  return calledAt !== null && calledAt !== endedAt ? calledAt : startedAt
}

/** How long the tool took, from its call to its result, ms; null without a result, and where both came as one. */
export function toolTook(tool: Timed): number | null {
  if (tool.endedAt === null) return null
  const ms = tool.endedAt - toolBeganAt(tool)
  return ms > 0 ? ms : null
}

/** `3 calls, 1 failed`; where not all are kept, `the latest 100 of 241 calls`. */
export function toolsNote(kept: number, { tools = kept, toolsFailed = 0 }: ToolCounts): string {
  const calls = `${tools.toLocaleString('en-US')} ${tools === 1 ? 'call' : 'calls'}`
  const all = tools > kept ? `the latest ${kept.toLocaleString('en-US')} of ${calls}` : calls
  return toolsFailed === 0 ? all : `${all}, ${toolsFailed.toLocaleString('en-US')} failed`
}

type ToolCounts = { readonly tools?: number; readonly toolsFailed?: number }
