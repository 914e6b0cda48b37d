// What one event says, in one sentence for a row: the log, the scrubber and the terminal all use it. Pure, and it knows
// readings only. Where an event says nothing that a sentence would make plainer, there is none: its data is shown.

import { assertNever } from '../basics/assert-never.ts'
import { clip } from '../basics/clip.ts'
import { humaniseName, humaniseValue } from '../basics/humanise.ts'
import { formatCount } from '../basics/quantities.ts'
import { jobWords } from '../run/words.ts'
import type { Tool } from './job.ts'
import { clampPercent, percentOf } from './progress.ts'
import type { Reading } from './reading.ts'

/** The longest message, UTF-16 units: a wrapped row shows about as much. */
export const longestMessage = 600
/** Facts that are named; the others are counted. */
const mostFacts = 3

/** What comes first where an event says several things. */
const order: readonly Reading['type'][] = [
  'outcome',
  'log',
  'check',
  'stage',
  'item',
  'text',
  'tool',
  'usage',
  'status',
  'progress',
]

/**
 * The sentence of an event with these `readings`, at most `longestMessage` long; null where its `data` says it best. A piece
 * of text is the text itself, spaces and line breaks included.
 */
export function eventMessage(readings: readonly Reading[], data: string): string | null {
  const parts = order.flatMap((type) =>
    readings
      .filter((reading) => reading.type === type)
      .flatMap((reading) => readingMessage(reading, data) ?? []),
  )
  const facts = readings.filter((reading) => reading.type === 'fact')
  const named = facts.slice(0, mostFacts).map(factWords)
  const rest = facts.length - named.length
  const all = [...parts, ...named, ...(rest > 0 ? [`${formatCount(rest, 'further value')}`] : [])]
  return all.length === 0 ? null : clip(all.join(' · '), longestMessage)
}

function readingMessage(reading: Reading, data: string): string | null {
  switch (reading.type) {
    case 'outcome':
      return withReason(jobWords[reading.state], reading.reason)
    case 'log':
      return reading.details === null ? reading.message : `${reading.message} – ${reading.details}`
    case 'check':
      return checkMessage(reading)
    case 'stage':
      return stageMessage(reading)
    case 'item':
      return `${reading.title}${reading.state === null ? '' : `, ${reading.state}`}`
    case 'text':
      return textMessage(reading)
    case 'tool':
      return toolMessage(reading)
    case 'usage':
      return usageMessage(reading)
    case 'status':
      // A state that is not in the event is what a kind concludes from any event at all.
      return data.includes(reading.state) ? jobWords[reading.state] : null
    case 'progress':
      return progressMessage(reading)
    case 'fact':
      return factWords(reading)
    case 'called':
    case 'ping':
    case 'reader':
    case 'terminal':
    case 'times':
    case 'unreadable':
      return null
    default:
      return assertNever(reading)
  }
}

function withReason(word: string, reason: string | null): string {
  return reason === null ? word : `${word}: ${reason}`
}

type OfType<T extends Reading['type']> = Extract<Reading, { readonly type: T }>

function textMessage({ mode, text, channel }: OfType<'text'>): string {
  if (mode === 'append') return text
  const what = channel === 'reasoning' ? 'the whole reasoning' : 'the whole text'
  return `${what}, ${formatCount(text.length, 'character')}: ${text}`
}

const toolWords = { writing: '', called: 'called', completed: 'returned', failed: 'failed' } as const

/** `tool search_web called: {"q":"tides"}`, `tool search_web returned: 3 pages`; a piece of its arguments as it is. */
function toolMessage({ name, state, args, result }: OfType<'tool'>): string | null {
  if (name === null && args === null && result === null) return null
  const said = state === 'writing' || state === 'called' ? args?.text : result
  if (name === null && state === 'writing') return said ?? ''
  return withReason(`tool ${name ?? ''} ${toolWords[state]}`.replace(/ +/g, ' ').trim(), said || null)
}

/** What became of a call by now, in the words of the event that made it so: `search_web returned: 3 pages`. */
export function toolSentence({ name, state, args, result }: Tool): string {
  const said = state === 'writing' || state === 'called' ? args : (result ?? '')
  return clip(withReason(`${name ?? ''} ${toolWords[state]}`.trim(), said || null), longestMessage)
}

/** `7 tokens in, 5 out, finish stop`. */
function usageMessage({ input, output, finish }: OfType<'usage'>): string | null {
  const parts = [
    input === null ? '' : `${formatCount(input, 'token')} in`,
    output === null ? '' : input === null ? `${formatCount(output, 'token')} out` : `${output} out`,
    finish === null ? '' : `finish ${finish}`,
  ].filter((part) => part !== '')
  return parts.length === 0 ? null : parts.join(', ')
}

/** `Prompt name: night`, `Started: 2025-01-01 12:01:00 UTC`. */
function factWords({ name, value }: OfType<'fact'>): string {
  return `${humaniseName(name)}: ${humaniseValue(value)}`
}

/** `check Safety did not pass, score 0.41: A child enters an unknown building alone.` */
function checkMessage({ name, passed, score, issues }: OfType<'check'>): string {
  const verdict = `check ${name} ${passed ? 'passed' : 'did not pass'}${score === null ? '' : `, score ${score}`}`
  return issues.length === 0 ? verdict : `${verdict}: ${issues.join('; ')}`
}

const stageWords = {
  entered: 'started',
  started: 'started',
  completed: 'completed',
  failed: 'failed',
} as const

/** `stage Generate content started`, `stage Match customers started, 3 of 7`. */
function stageMessage({ label, state, index, of }: OfType<'stage'>): string {
  const place = index === null ? '' : of === null ? `, number ${index}` : `, ${index} of ${of}`
  return `stage ${label} ${stageWords[state]}${place}`
}

/** `62 %, 8 of 13`; what the server said instead, where a bar cannot show it. */
function progressMessage({ percent, done, total, raw }: OfType<'progress'>): string | null {
  const share = clampPercent(percent) ?? percentOf(done, total)
  const count = done === null ? '' : total === null ? `${done} done` : `${done} of ${total}`
  const parts = [
    share === null ? '' : `${Math.floor(share)} %`,
    count,
    share === null && count === '' && raw !== null ? rawShare(raw) : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? null : parts.join(', ')
}

/** A number alone is a percentage; any other text may be none, and says itself what it is. */
function rawShare(raw: string): string {
  return /^[-+]?\d+(?:\.\d+)?$/.test(raw.trim()) ? `${raw.trim()} %` : raw
}
