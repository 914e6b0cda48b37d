// Events as the text of an event stream (HTML standard, 9.2.5), as a server could have sent them. Times and numbers go
// into comments, which parsers skip and Runlight's import reads back.

import { isoTime, latestTime } from '../basics/times.ts'
import { flags } from '../log/flags.ts'
import type { EventRow } from '../run/run.ts'

const defaultName = 'message'

/** A comment of one line. */
export function sseComment(text: string): string {
  return `: ${text.replace(/[\r\n]+/g, ' ')}\n`
}

/** One event with its comment before it. What a stream cannot carry is said in a comment of its own. */
export function sseEvent(event: EventRow): string {
  const { seq, at, attempt, name, id, data, size } = event
  const has = (flag: number) => (event.flags & flag) !== 0
  let text = `: at ${isoTime(at)} seq ${seq} attempt ${attempt}\n`
  if (has(flags.bareLine)) return `${text}${name}: ${data.replace(/[\r\n]+/g, ' ')}\n\n`
  const changes = [
    ...(has(flags.truncated) ? [`the data was cut, ${size} characters came or more`] : []),
    ...(has(flags.invalidUtf8) ? ['bytes of the data that were no UTF-8 are U+FFFD here'] : []),
    ...(has(flags.cutOff) ? ['the stream ended before the line that ends it'] : []),
    ...(data.includes('\r') ? ['a carriage return in the data is a line break here'] : []),
    ...(data.isWellFormed() ? [] : ['half characters (lone surrogates) in the data are U+FFFD here']),
    ...(id !== null && !canSendId(id) ? ['its id has a NUL or a line break and is left out'] : []),
    ...(/[\r\n]/.test(name) ? ['a line break in its name is a space here'] : []),
  ]
  for (const change of changes) text += sseComment(`changed: ${change}`)
  if (id !== null && canSendId(id)) text += id === '' ? 'id\n' : `id: ${id}\n`
  if (name !== defaultName) text += `event: ${name.replace(/[\r\n]+/g, ' ')}\n`
  const lines = data.includes('\r') ? data.split(/\r\n|\r|\n/) : data.split('\n')
  if (!has(flags.noData)) for (const line of lines) text += `data: ${line}\n`
  return `${text}\n`
}

/** When an event of such a comment arrived, epoch ms; null for all other comments. */
export function timeOfComment(comment: string): number | null {
  const time = /^ at (\d{4}-\d\d-\d\dT[\d:.]+Z)(?: seq \d+ attempt \d+)?$/.exec(comment)?.[1]
  const at = time === undefined ? Number.NaN : Date.parse(time)
  return at >= 0 && at <= latestTime ? at : null
}

/** NUL makes a parser ignore the id, a line break ends it (9.2.6). */
function canSendId(id: string): boolean {
  return !/[\0\r\n]/.test(id)
}
