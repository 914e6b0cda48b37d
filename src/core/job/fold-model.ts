// What a model's stream adds to a job: its reasoning, its calls of tools, and what it used. Bounded, and the very same job
// where a reading changes nothing, as the other parts.

import type { Stretch, Usage } from '../run/run.ts'
import { alike, keepLast, notBefore, textAfter } from './fold-parts.ts'
import type { Job, Tool } from './job.ts'
import { jobLimits } from './job-limits.ts'
import type { Reading } from './reading.ts'

export function foldReasoning(job: Job, reading: Reading & { type: 'text' }, at: number): Job {
  const reasoning = textAfter(job.reasoning ?? null, reading, jobLimits.reasoningLength)
  return reasoning === job.reasoning ? job : { ...job, reasoning, reasoned: stretchTo(job.reasoned, at) }
}

/** Something was written at `at`: a piece of text, or of a tool's arguments. */
export function foldWritten(job: Job, at: number): Job {
  return { ...job, written: stretchTo(job.written, at) }
}

function stretchTo(known: Stretch | undefined, at: number): Stretch {
  const firstAt = known?.firstAt ?? at
  return { firstAt, lastAt: notBefore(firstAt, at) }
}

export function foldTool(job: Job, reading: Reading & { type: 'tool' }, at: number): Job {
  const tools = job.tools ?? []
  const known = tools.findLast(({ id, alias }) => id === reading.id || alias === reading.id)
  if (known === undefined && saysNothing(reading)) return job
  const next = toolAfter(known, reading, at)
  if (known !== undefined && alike(known, next)) return job
  const folded = {
    ...job,
    ...namesWith(job.toolNames, next.name),
    tools: keepLast(tools, next, ({ id }) => id === next.id, jobLimits.tools),
    counts: countsWith(job.counts, known, next),
  }
  return reading.args === null ? folded : foldWritten(folded, at)
}

/** The calls that were being written are made. */
export function foldCalled(job: Job, at: number): Job {
  const isWriting = ({ state }: Tool) => state === 'writing'
  if (job.tools?.some(isWriting) !== true) return job
  const tools = job.tools.map((tool) =>
    isWriting(tool) ? { ...tool, state: 'called' as const, calledAt: notBefore(tool.startedAt, at) } : tool,
  )
  return { ...job, tools }
}

function namesWith(known: readonly string[] = [], name: string | null): Pick<Job, 'toolNames'> {
  if (name === null || known.includes(name) || known.length >= jobLimits.toolNames) return {}
  return { toolNames: [...known, name] }
}

function countsWith(counts: Job['counts'], known: Tool | undefined, next: Tool): Job['counts'] {
  const ends = next.endedAt !== null && known?.endedAt == null
  return {
    ...counts,
    tools: (counts.tools ?? 0) + (known === undefined ? 1 : 0),
    ...(ends ? { toolsEnded: (counts.toolsEnded ?? 0) + 1 } : {}),
    ...(ends && next.state === 'failed' ? { toolsFailed: (counts.toolsFailed ?? 0) + 1 } : {}),
  }
}

function saysNothing({ name, args, result }: ToolReading): boolean {
  return name === null && args === null && result === null
}

const rank = { writing: 0, called: 1, completed: 2, failed: 2 } as const

/** A call never goes back: the beginning of one that has its result says nothing new. */
function toolAfter(known: Tool | undefined, reading: ToolReading, at: number): Tool {
  const { name, state, args, result } = reading
  const alias = known?.alias ?? reading.alias
  const before = known?.args ?? ''
  const length = known?.argsLength ?? 0
  const later = known === undefined || rank[state] > rank[known.state]
  const now = later ? state : known.state
  const startedAt = known?.startedAt ?? at
  return {
    id: known?.id ?? reading.id,
    ...(alias === undefined ? {} : { alias }),
    name: name ?? known?.name ?? null,
    state: now,
    args:
      args === null
        ? before
        : (args.mode === 'final' ? args.text : before + args.text).slice(0, jobLimits.toolText),
    argsLength: args === null ? length : args.mode === 'final' ? args.text.length : length + args.text.length,
    result: result ?? known?.result ?? null,
    startedAt,
    calledAt: now === 'writing' ? null : (known?.calledAt ?? notBefore(startedAt, at)),
    endedAt: rank[now] < rank.completed ? null : (known?.endedAt ?? notBefore(startedAt, at)),
  }
}

type ToolReading = Reading & { readonly type: 'tool' }

/** What is said replaces what is known, or with `adds` is added to it; what is not said stays. */
export function foldUsage(job: Job, reading: Reading & { type: 'usage' }): Job {
  const known = job.usage
  const tokens = (name: 'input' | 'output' | 'cached' | 'reasoning'): number | null => {
    const before = known?.[name] ?? null
    const said = reading[name]
    if (said === null) return before
    return reading.adds === true ? (before ?? 0) + said : said
  }
  const next: Usage = {
    input: tokens('input'),
    output: tokens('output'),
    cached: tokens('cached'),
    reasoning: tokens('reasoning'),
    model: reading.model ?? known?.model ?? null,
    finish: reading.finish ?? known?.finish ?? null,
  }
  return known !== undefined && alike(known, next) ? job : { ...job, usage: next }
}
