// The flags of an event as words for its row and its panel. Pure.

import { formatCount } from '../../core/basics/quantities.ts'
import { flags } from '../../core/log/flags.ts'
import type { EventRow } from '../../core/run/run.ts'
import type { Tone } from './tones.ts'

export type FlagText = { readonly word: string; readonly tone: Tone; readonly help: string }

const shown =
  flags.truncated |
  flags.noData |
  flags.cutOff |
  flags.bareLine |
  flags.unreadable |
  flags.invalidUtf8 |
  flags.late |
  flags.repeat |
  flags.maybeRepeat |
  flags.terminal

/** The flags of `row` in words, the most important first. `help` is the tooltip. */
export function formatFlags(row: EventRow): readonly FlagText[] {
  const thought = isReasoning(row) ? [reasoning] : []
  if ((row.flags & shown) === 0) return thought
  const all: readonly (FlagText & { readonly bit: number })[] = [
    {
      bit: flags.truncated,
      word: `truncated, ${formatCount(row.size, 'character')}`,
      tone: 'warn',
      help: 'The event was larger than the limit; its true size is kept, its end is not.',
    },
    {
      bit: flags.noData,
      word: 'without data',
      tone: 'warn',
      help: 'A name and no data: the standard makes no event of that. It is kept because it tells the job’s end.',
    },
    {
      bit: flags.cutOff,
      word: 'cut off',
      tone: 'warn',
      help: 'The stream ended before the line that ends an event. It is kept as far as it came.',
    },
    {
      bit: flags.bareLine,
      word: 'a line alone',
      tone: 'warn',
      help: 'A line “error: …” and no event: the standard passes over it. It is kept because it tells what went wrong.',
    },
    {
      bit: flags.unreadable,
      word: 'unreadable',
      tone: 'warn',
      help: 'Not what the API documents; shown as text.',
    },
    {
      bit: flags.invalidUtf8,
      word: 'invalid UTF-8',
      tone: 'warn',
      help: 'The bytes were not valid UTF-8; what could not be read is shown as �.',
    },
    {
      bit: flags.late,
      word: 'late',
      tone: 'warn',
      help: 'Arrived after the stream’s own last event; kept, and it changed nothing.',
    },
    {
      bit: flags.repeat,
      word: 'repeat',
      tone: 'faint',
      help: 'A new connection said again what was known.',
    },
    {
      bit: flags.maybeRepeat,
      word: 'possibly a repeat',
      tone: 'warn',
      help: 'Equal to an event before it, but nothing proves that it is the same one: kept and counted as an event of its own.',
    },
    { bit: flags.terminal, word: 'last', tone: 'faint', help: 'The stream’s own last event.' },
  ]
  const set = all
    .filter(({ bit }) => (row.flags & bit) !== 0)
    .map(({ word, tone, help }) => ({ word, tone, help }))
  return [...set, ...thought]
}

const reasoning: FlagText = {
  word: 'reasoning',
  tone: 'faint',
  help: 'What a model thinks on the way to its answer.',
}

/** A piece of a text that is no content is one of a model's reasoning. */
function isReasoning({ flags: bits }: EventRow): boolean {
  return (bits & (flags.chunk | flags.content)) === flags.chunk
}

/** The colour of an event's name: errors red, warnings amber, pings faint. */
export function nameTone(row: Pick<EventRow, 'flags'>): Tone {
  if ((row.flags & flags.error) !== 0) return 'bad'
  if ((row.flags & (flags.warning | flags.unreadable)) !== 0) return 'warn'
  return (row.flags & flags.ping) !== 0 ? 'faint' : 'plain'
}
