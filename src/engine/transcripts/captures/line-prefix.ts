// What stands before every line of a stream: a time (`docker logs -t`), a logger's words, the sign of a quote, blanks. It is
// read off the lines that have a field behind it; numbers in it may change from line to line, words may not.

import { formatCount } from '../../../core/basics/quantities.ts'
import {
  beginsField,
  type CaptureLine,
  type Form,
  headOf,
  type Lines,
  type Sample,
  withBytes,
  withoutHead,
} from './capture-line.ts'
import { findLineTime, type LineTime } from './line-time.ts'

const fieldBehind = /^([^"{}]{1,300}?)(?:data|event|id|retry):/
/** What stands directly before a field: a longer name would have no sign here. */
const endsWell = /[\s>|\])#:*]$/
/** A list of YAML’s or Markdown’s. */
const bullet = /^\s*[-*+]\s+$/

type Prefix = {
  /** The same for all lines that have the same prefix. */
  readonly key: string
  readonly whole: RegExp
  /** What is left of it where blanks at the end of a line were taken away. */
  readonly bare: RegExp
  readonly time: LineTime | null
  /** It is of those lines alone that have it. */
  readonly isWords: boolean
  readonly shown: string
}

export function findPrefix(sample: Sample, fileAt: number): Form | null {
  const found = new Map<string, { readonly prefix: Prefix; count: number }>()
  let bare = 0
  for (const line of sample) {
    const text = headOf(line)
    if (beginsField(text)) bare++
    const before = beginsField(text) ? undefined : fieldBehind.exec(text)?.[1]
    if (before === undefined || !endsWell.test(before) || bullet.test(before)) continue
    const prefix = prefixOf(before, fileAt)
    const known = found.get(prefix.key)
    if (known !== undefined) known.count++
    else if (found.size < mostPrefixes) found.set(prefix.key, { prefix, count: 1 })
  }
  const [best] = [...found.values()].toSorted((a, b) => b.count - a.count)
  return best === undefined || best.count <= bare || !isOfText(best, sample) ? null : formOf(best.prefix)
}

const mostPrefixes = 200

/**
 * Whether the lines as a whole are written so. Words and times may stand among lines of other loggers; blanks and signs of
 * quotes are before all of a text, or are its own.
 */
function isOfText(
  { prefix, count }: { readonly prefix: Prefix; readonly count: number },
  sample: Sample,
): boolean {
  const lines = sample.filter(({ length }) => length > 0)
  const having = lines.filter((line) => {
    const text = headOf(line)
    return matchAt(prefix.whole, text) !== null || matchAt(prefix.bare, text) !== null
  })
  const share = having.length / lines.length
  if (prefix.time !== null) return share >= 0.2
  return prefix.isWords ? count > 1 && share >= 0.2 : share >= 0.9
}

function prefixOf(text: string, fileAt: number): Prefix {
  const time = findLineTime(text, fileAt)
  const lead = time === null ? text : text.slice(0, time.from)
  const tail = time === null ? '' : text.slice(time.to)
  const whole = time === null ? literal(lead) : `${literal(lead)}(${time.pattern})${literal(tail)}`
  const bare =
    time === null ? literal(lead.trimEnd()) : `${literal(lead)}(${time.pattern})${literal(tail.trimEnd())}`
  return {
    key: whole,
    whole: new RegExp(whole, 'y'),
    bare: new RegExp(`${bare}\\s*$`, 'y'),
    time,
    isWords: time === null ? /\w/.test(text) : /[A-Za-z]/.test(lead + tail),
    shown: text,
  }
}

/** The source of an expression for `text`, in which a number may be any other. */
function literal(text: string): string {
  return text.replace(/^\s+(?=\d)|\d+|[.*+?^${}()|[\]\\/-]/g, (part) => {
    if (/^\d/.test(part)) return '\\d{1,20}'
    return /^\s/.test(part) ? '\\s{0,20}' : `\\${part}`
  })
}

function formOf({ whole, bare, time, isWords, shown }: Prefix): Form {
  let passed = 0

  function* strip(lines: Lines): Lines {
    passed = 0
    for (const line of lines) {
      const text = headOf(line)
      const at = (match: RegExpExecArray) =>
        time === null || match[1] === undefined ? undefined : (time.read(match[1]) ?? undefined)
      const full = matchAt(whole, text)
      if (full !== null) {
        yield timed(withoutHead(line, full[0].length), at(full))
        continue
      }
      const rest = matchAt(bare, text)
      if (rest !== null) yield timed(withBytes(line, nothing), at(rest))
      else if (isWords && line.length > 0 && !beginsField(text)) passed++
      else yield line
    }
  }

  const notes = () => {
    const words = `“${shown.trim().slice(0, 100)}”`
    const away = /\d/.test(shown)
      ? `${words} and the like before every line were`
      : `${words} before every line was`
    const lead = shown.trim() === '' ? 'The blanks before every line were taken away.' : `${away} taken away.`
    const what =
      time === null
        ? lead
        : `Every line begins with a time: it was taken as the time of arrival${time.assumed === null ? '' : `, ${time.assumed}`}.`
    return passed === 0
      ? [what]
      : [what, `${formatCount(passed, 'line without it was', 'lines without it were')} passed over.`]
  }
  return { strip, notes }
}

const nothing = Buffer.alloc(0)

function timed(line: CaptureLine, at: number | undefined): CaptureLine {
  return at === undefined ? line : { ...line, at }
}

function matchAt(expression: RegExp, text: string): RegExpExecArray | null {
  expression.lastIndex = 0
  return expression.exec(text)
}
