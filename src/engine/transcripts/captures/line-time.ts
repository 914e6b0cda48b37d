// The times that loggers put before their lines, in the forms that they are written in. What a time leaves out (its zone, its
// day, its year) is taken from this computer and from the age of the file, and whoever reads the report is told.

import { boundTime } from '../../../core/basics/times.ts'

type Writing = {
  readonly pattern: string
  /** Epoch ms of a time without its fraction; NaN where it is no time. `fileAt` is the file's own. */
  readonly read: (text: string, fileAt: number) => number
  /** What was assumed beside the time itself. */
  readonly assumed: string | null
}

const fraction = String.raw`(?:[.,]\d{1,9})?`
const fractionPart = /[.,](\d{1,9})/
const day = 86_400_000

/** The most telling first. */
const writings: readonly Writing[] = [
  {
    pattern: String.raw`\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d${fraction} ?(?:Z|UTC|[+-]\d\d:?\d\d)`,
    read: (text) =>
      Date.parse(
        iso(text)
          .replace(/ ?UTC$/, 'Z')
          .replace(/ ?([+-]\d\d):?(\d\d)$/, '$1:$2'),
      ),
    assumed: null,
  },
  {
    pattern: String.raw`\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d${fraction}`,
    read: (text) => Date.parse(iso(text.replaceAll('/', '-'))),
    assumed: 'in the zone of this computer',
  },
  {
    pattern: String.raw`[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d${fraction}`,
    read: (text, fileAt) => {
      const [date, clock] = [text.slice(0, 6), text.slice(7)]
      const at = Date.parse(`${date} ${new Date(fileAt).getFullYear()} ${clock}`)
      // The file cannot be older than what is in it.
      return at > fileAt + day ? Date.parse(`${date} ${new Date(fileAt).getFullYear() - 1} ${clock}`) : at
    },
    assumed: 'in the zone of this computer and the year of the file',
  },
  {
    pattern: String.raw`\d\d:\d\d:\d\d${fraction}`,
    read: (text, fileAt) => timeOfDay(text, fileAt),
    assumed: 'on the day of the file, in the zone of this computer',
  },
  { pattern: String.raw`\d{13}`, read: Number, assumed: null },
  {
    pattern: String.raw`\d{10}${fraction}`,
    read: (text) => Number(text) * 1_000,
    assumed: null,
  },
]

export type LineTime = {
  /** Where it stands in the text that it was found in. */
  readonly from: number
  readonly to: number
  /** The source of an expression for all times of this writing. */
  readonly pattern: string
  readonly read: (text: string) => number | null
  readonly assumed: string | null
}

/** The first time in `text`; null where none is. */
export function findLineTime(text: string, fileAt: number): LineTime | null {
  for (const { pattern, read, assumed } of writings) {
    const found = new RegExp(`(?<![\\d.:])${pattern}(?!\\d)`).exec(text)
    if (found === null) continue
    const reader = createReader((written) => read(written, fileAt))
    if (reader(found[0]) === null) continue
    const [from, to] = [found.index, found.index + found[0].length]
    return { from, to, pattern, read: reader, assumed }
  }
  return null
}

/** Lines follow each other within one second more often than not: what is before the fraction is read once. */
function createReader(readWhole: (text: string) => number): (written: string) => number | null {
  let last = ''
  let base = Number.NaN
  return (written) => {
    const part = fractionPart.exec(written)
    const whole =
      part === null ? written : `${written.slice(0, part.index)}${written.slice(part.index + part[0].length)}`
    if (whole !== last) base = readWhole(whole)
    last = whole
    return isTime(base) ? boundTime(base + (part === null ? 0 : Number(`0.${part[1]}`) * 1_000)) : null
  }
}

/** `10:03:35.479096` on the day of `fileAt`, or on the day before where that would be later. */
export function timeOfDay(text: string, fileAt: number): number {
  const [hours = '', minutes = '', seconds = ''] = text.replace(',', '.').split(':')
  const midnight = new Date(fileAt).setHours(0, 0, 0, 0)
  const at = midnight + (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1_000
  return at > fileAt + 60_000 ? at - day : at
}

/** From 1990 on: a number that is none would be older. */
function isTime(at: number): boolean {
  return at > 631_152_000_000 && at < 4_102_444_800_000
}

/** With a `T`. */
function iso(text: string): string {
  return text.replace(/^(\d{4}-\d\d-\d\d) /, '$1T')
}
