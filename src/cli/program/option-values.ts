// The values of options as a person types them, checked before anything starts. Each sentence says what would do.

import { InvalidArgumentError } from 'commander'
import type { Condition } from '../../core/alerts/condition.ts'
import { parseWhen, whenExamples } from '../../core/alerts/when-text.ts'
import { type ListenAddress, readListenAddress } from '../../core/basics/listen-address.ts'
import { unitMs } from '../../core/basics/time-units.ts'
import { parseQuery } from '../../core/query/parse.ts'

/** A whole number from `least` on. */
export function wholeNumber(least: number, most: number = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const number = Number(text)
    if (/^\d{1,16}$/.test(text) && number >= least && number <= most) return number
    const range = most === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${most}`
    throw new InvalidArgumentError(`Give a whole number ${range}.`)
  }
}

/** A number above zero, such as 1.5; at most `most`. */
export function positiveNumber(most: number): (text: string) => number {
  return (text) => {
    const number = Number(text)
    if (/^\d*\.?\d+$/.test(text) && number > 0 && number <= most) return number
    throw new InvalidArgumentError(`Give a number above 0 and up to ${most}, such as 1.5.`)
  }
}

const mostBytes = 9e15

/** A size such as `500MB` or `2 GB`, in bytes; units count by 1,000. */
export function byteSize(text: string): number {
  const [, number = '', unit = ''] = /^(\d{1,6}(?:\.\d{1,3})?) ?([KMGT]?B)$/i.exec(text.trim()) ?? []
  const bytes = Math.round(Number(number) * 1000 ** ['B', 'KB', 'MB', 'GB', 'TB'].indexOf(unit.toUpperCase()))
  if (number !== '' && bytes >= 1 && bytes <= mostBytes) return bytes
  throw new InvalidArgumentError('Give a size with its unit, such as 500MB or 2GB, up to 9000TB.')
}

/** A text of at most `most` UTF-16 units. */
export function text(most: number): (given: string) => string {
  return (given) => {
    if (given.length <= most) return given
    throw new InvalidArgumentError(`Give at most ${most.toLocaleString('en-US')} characters.`)
  }
}

/** What a rule waits for, such as `no-event > 60s`. */
export function condition(text: string): Condition {
  const when = parseWhen(text)
  if (when === null) throw new InvalidArgumentError(`Write one such as ${whenExamples}.`)
  const [problem] = when.type === 'event' ? parseQuery(when.query).problems : []
  if (problem === undefined) return when
  throw new InvalidArgumentError(`${problem.message} ${problem.mend}`)
}

/** The same of one run; it may be given several times. */
export function collectCondition(text: string, before: readonly Condition[] = []): readonly Condition[] {
  const when = condition(text)
  if (when.type !== 'none-started') return [...before, when]
  throw new InvalidArgumentError('That none was started is about no run: “runlight rules add” takes it.')
}

/** Where something listens: a port of this computer, or an address with its port. */
export function listenAddress(text: string): ListenAddress {
  const address = readListenAddress(/^\d{1,5}$/.test(text) ? `127.0.0.1:${text}` : text)
  if (address !== null) return address
  throw new InvalidArgumentError('Give a port, or an address with its port, such as 127.0.0.1:9464.')
}

/** A duration such as `8h`, in ms; a year at most. */
export function duration(text: string): number {
  const [, number = '', unit = ''] = /^(\d{1,6})\s*(s|m|min|h|d)$/i.exec(text.trim()) ?? []
  const ms = Number(number) * (unitMs[unit.toLowerCase()] ?? Number.NaN)
  if (number !== '' && ms > 0 && ms <= 366 * 86_400_000) return ms
  throw new InvalidArgumentError('Give a time with its unit, such as 90s, 30m, 8h or 7d.')
}

/** Gathers an option that may be given several times. */
export function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text]
}

/** `name=value` pairs as parameters. */
export function collectPair(
  text: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('Write it as name=value.')
  const name = text.slice(0, at)
  if (Object.hasOwn(before, name)) throw new InvalidArgumentError(`${name} is given twice: leave one out.`)
  return Object.fromEntries([...Object.entries(before), [name, text.slice(at + 1)]])
}
