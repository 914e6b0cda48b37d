// A condition as a person types it in a terminal: `no-event > 60s`, `slow > 2x`, `first_content > 5s`, `event: level:error`.
// Written back the same. Pure.

import { unitMs } from '../basics/time-units.ts'
import { type Condition, conditionSchema } from './condition.ts'
import { type FigureName, figureNames } from './figure-names.ts'
import { timedTypes } from './traits.ts'

const form = /^([a-z][a-z_-]*)\s*(?:([<>])\s*(\d+(?:\.\d+)?)\s*(s|min|m|h|d|x|\/s)?)?$/i
const eventForm = /^event\s*:\s*(.+)$/is

/** What a person may write, for messages and help. */
export const whenExamples =
  'failed, stalled, stalled > 30s, no-event > 60s, no-content > 20s, no-progress > 2m, not-finished > 10m, retrying > 2m, slow > 2x, first_content > 5s, events_per_second < 1, event: level:error'

/** The condition that `text` means; null where it means none. */
export function parseWhen(text: string): Condition | null {
  const [, query] = eventForm.exec(text.trim()) ?? []
  if (query !== undefined) return valid({ type: 'event', query: query.trim() })
  const [, word, is, number, unit = ''] = form.exec(text.trim()) ?? []
  if (word === undefined) return null
  const name = word.toLowerCase()
  if (is === undefined || number === undefined) {
    return valid(name === 'stalled' ? { type: name, forMs: 0, beats: 1 } : { type: name })
  }
  const ms = Math.round(Number(number) * (unitMs[unit.toLowerCase()] ?? Number.NaN))
  if (isFigure(name)) {
    const value = name === 'first_content' ? ms : unit === '' || unit === '/s' ? Number(number) : Number.NaN
    return valid({ type: 'figure', figure: name, is, value })
  }
  if (is === '<') return null
  if (name === 'slow')
    return unit.toLowerCase() === 'x' ? valid({ type: 'slow', times: Number(number) }) : null
  if (!isTimed(name)) return null
  return valid({ type: name, forMs: ms, ...(name === 'stalled' ? { beats: 1 } : {}) })
}

/** `condition` as `parseWhen` reads it; the beats of a stall, which it cannot say, are left out. */
export function formatWhen(condition: Condition): string {
  switch (condition.type) {
    case 'stalled':
      return condition.forMs === 0 ? 'stalled' : `stalled > ${short(condition.forMs)}`
    case 'retrying':
    case 'no-event':
    case 'no-content':
    case 'no-progress':
    case 'not-finished':
    case 'none-started':
      return `${condition.type} > ${short(condition.forMs)}`
    case 'slow':
      return `slow > ${condition.times}x`
    case 'event':
      return `event: ${condition.query}`
    case 'figure': {
      const { figure, is, value } = condition
      return `${figure} ${is} ${figure === 'first_content' ? short(value) : value}`
    }
    default:
      return condition.type
  }
}

function isTimed(name: string): boolean {
  return timedTypes.some((type) => type === name)
}

function isFigure(name: string): name is FigureName {
  return figureNames.some((figure) => figure === name)
}

function short(ms: number): string {
  if (ms % 3_600_000 === 0) return `${ms / 3_600_000}h`
  return ms % 60_000 === 0 ? `${ms / 60_000}m` : `${ms / 1_000}s`
}

function valid(given: unknown): Condition | null {
  const parsed = conditionSchema.safeParse(given)
  return parsed.success ? parsed.data : null
}
