// How anything that shows a time, or a stretch of it, says the rest: whole, with its zone, and how long ago. Attributes, which the
// one tooltip of the window reads, so that what it says is of the moment it is shown; a screen reader gets the whole as the
// description. A title was rejected: what it says is as old as its element, and no keyboard shows it.

import { formatFullTime } from './format-time.ts'
import { tipAt, tipText } from './tip.ts'

/** The attributes for the time `at`, or from `at` until `until`; epoch ms. `words` say what it is the time of. */
export function timeTip(
  at: number,
  until: number | null = null,
  words = '',
): Readonly<Record<string, string>> {
  const whole = until === null ? formatFullTime(at) : `${formatFullTime(at)} – ${formatFullTime(until)}`
  return {
    [tipText]: words,
    [tipAt]: until === null ? String(at) : `${at} ${until}`,
    'aria-description': words === '' ? whole : `${words} ${whole}`,
  }
}
