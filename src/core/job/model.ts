// What a model's stream adds up to in figures: one formula each, for every screen, file and command. Pure. A job and the
// summary of its run both have what is asked for here.

import { formatCount } from '../basics/quantities.ts'
import type { Stretch, Usage } from '../run/run.ts'
import type { JobState } from '../run/states.ts'

type OfModel = {
  readonly usage?: Usage
  readonly reasoned?: Stretch
  readonly written?: Stretch
  /** Calls of tools, or their number. */
  readonly tools?: unknown
}

/** Whether the stream is a model's, so that its figures mean anything. */
export function isOfModel({ usage, reasoned, tools }: OfModel): boolean {
  return usage !== undefined || reasoned !== undefined || tools !== undefined
}

/** When the first token came, whether of reasoning, of a tool's arguments or of the answer; null where none did. */
export function firstTokenAt(job: OfModel): number | null {
  return isOfModel(job) ? (job.written?.firstAt ?? null) : null
}

/** A shorter stretch is one read of a buffer, and tells no pace. */
const leastMs = 100

/**
 * Output tokens by the time from the first to the last piece that was written. Null unless the job has completed: before that
 * the number of tokens may be one of an earlier moment. Reasoning that was counted and not sent is no part of what was written.
 */
export function tokensPerSecond(job: OfModel & { readonly state: JobState }): number | null {
  const { usage, written, reasoned, state } = job
  const output = usage?.output ?? null
  if (state !== 'completed' || output === null || written === undefined) return null
  const ms = written.lastAt - written.firstAt
  const sent = output - (reasoned === undefined ? (usage?.reasoning ?? 0) : 0)
  return ms < leastMs || sent <= 0 ? null : (sent * 1_000) / ms
}

/** `8.7`, `87`, `1,204`. */
export function formatTokenRate(perSecond: number): string {
  return perSecond.toLocaleString('en-US', { maximumFractionDigits: perSecond < 10 ? 1 : 0 })
}

/** What of some tokens was of a sort: `1,024 cached`; null where that is not known, or nothing. */
export function formatTokenPart(part: number | null, sort: 'cached' | 'reasoning'): string | null {
  return part === null || part === 0 ? null : `${part.toLocaleString('en-US')} ${sort}`
}

/**
 * What there is to say of the output tokens: how many of them were reasoning, or that their number may be one of an earlier
 * moment. Services tell one at the beginning, and the true one with their last words.
 */
export function outputNote(usage: Usage, state: JobState): string | null {
  return isEarlyCount(usage, state) ? 'told so far' : formatTokenPart(usage.reasoning, 'reasoning')
}

/** Whether the output tokens of `usage` may be those of an earlier moment. */
export function isEarlyCount({ finish }: Usage, state: JobState): boolean {
  return finish === null && state !== 'completed'
}

/** `2,431 tokens in (1,024 cached), 512 out (128 reasoning)`; null where none is told. */
export function formatUsage({ input, output, cached, reasoning }: Usage): string | null {
  const ways = [
    { way: 'in', tokens: input, part: formatTokenPart(cached, 'cached') },
    { way: 'out', tokens: output, part: formatTokenPart(reasoning, 'reasoning') },
  ]
  const told = ways.flatMap(({ way, tokens, part }) =>
    tokens === null ? [] : [{ tokens, words: `${way}${part === null ? '' : ` (${part})`}` }],
  )
  const parts = told.map(({ tokens, words }, i) =>
    i === 0 ? `${formatCount(tokens, 'token')} ${words}` : `${tokens.toLocaleString('en-US')} ${words}`,
  )
  return parts.length === 0 ? null : parts.join(', ')
}
