// How far the job is.

import { asNumber, type JsonObject } from '../../core/basics/json.ts'
import { rawPercent } from '../../core/job/progress.ts'
import type { Reading } from '../../core/job/reading.ts'
import { firstOf } from './fields.ts'

const percents = [
  'percent',
  'percentage',
  'pct',
  'percent_complete',
  'percentComplete',
  'progress_percent',
  'progressPercent',
]
const dones = ['current', 'completed', 'processed', 'loaded', 'done', 'progress']
const steps = ['step', 'current_step', 'currentStep']
const totalSteps = ['total_steps', 'totalSteps', 'steps']

export function readAmount(said: JsonObject): readonly Reading[] {
  const given = firstOf(said, percents)
  const percent = asNumber(given)
  if (percent !== null) return progress({ percent, raw: rawPercent(given) })
  return (
    counted(said, dones, ['total']) ??
    counted(said, steps, totalSteps) ??
    readAlone(firstOf(said, ['progress']))
  )
}

/** The number of the first name that has one, of the total beside it. */
function counted(
  said: JsonObject,
  names: readonly string[],
  totals: readonly string[],
): readonly Reading[] | null {
  const total = asNumber(firstOf(said, totals))
  if (total === null) return null
  const done = names.map((name) => asNumber(firstOf(said, [name]))).find((number) => number !== null)
  return done === undefined ? null : progress({ done, total })
}

/** A number that may be of one or of a hundred; below nothing it is neither, and shown as nothing. */
function readAlone(given: unknown): readonly Reading[] {
  const number = asNumber(given)
  if (number === null) return []
  const isPercent = number <= 0 || number > 1 || (typeof given === 'string' && given.includes('%'))
  return isPercent ? progress({ percent: number, raw: rawPercent(given) }) : progress({ done: number })
}

type Amount = { percent?: number; done?: number; total?: number; raw?: string | null }

function progress({ percent, done, total, raw }: Amount): readonly Reading[] {
  return [
    {
      type: 'progress',
      percent: percent ?? null,
      done: done ?? null,
      total: total ?? null,
      raw: raw ?? null,
    },
  ]
}
