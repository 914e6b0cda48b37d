// Writes the lines of a transcript. Events are concatenated by hand, which is fast enough for ten million of them.
// `JSON.stringify` escapes NUL and lone surrogates, so every line is valid UTF-8 and reads back as the same UTF-16
// units.

import { flags } from '../log/flags.ts'
import { partUnits } from './format.ts'

/** An event as a line needs it. `raw` in base64. */
export type EventToWrite = {
  readonly seq: number
  readonly at: number
  readonly attempt: number
  readonly name: string
  readonly id: string | null
  readonly data: string
  readonly flags: number
  readonly trueSize: number | null
  readonly raw: string | null
}

const names = Object.entries(flags)
const knownFlags = new Map<number, string>()

/** The names of the bits that are set: `ping`, `repeat`, `late` and so on. */
export function flagNames(bits: number): string[] {
  return names.filter(([, bit]) => (bits & bit) !== 0).map(([name]) => name)
}

function flagsPart(bits: number): string {
  if (bits === 0) return ''
  const known = knownFlags.get(bits) ?? `,"flags":${JSON.stringify(flagNames(bits))}`
  knownFlags.set(bits, known)
  return known
}

/** The line of any record, with its line break. */
export function recordLine(record: object): string {
  return `${JSON.stringify(record)}\n`
}

/** The line of `event`, and the `more` lines of data that is long. */
export function eventLines(event: EventToWrite): string {
  const { seq, at, attempt, name, id, data, trueSize, raw } = event
  const parts = Math.max(1, Math.ceil(data.length / partUnits))
  const first = parts === 1 ? data : data.slice(0, partUnits)
  let line = `{"type":"event","seq":${seq},"at":${at},"attempt":${attempt},"name":${JSON.stringify(name)}`
  if (id !== null) line += `,"id":${JSON.stringify(id)}`
  line += `,"data":${JSON.stringify(first)}${flagsPart(event.flags)}`
  if (trueSize !== null) line += `,"trueSize":${trueSize}`
  if (raw !== null) line += `,"raw":"${raw}"`
  line += parts === 1 ? '}\n' : `,"parts":${parts}}\n`
  for (let part = 2; part <= parts; part++) {
    const piece = data.slice((part - 1) * partUnits, part * partUnits)
    line += `{"type":"more","seq":${seq},"part":${part},"data":${JSON.stringify(piece)}}\n`
  }
  return line
}
