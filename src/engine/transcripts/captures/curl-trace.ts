// The file that `curl --trace` or `--trace-ascii` writes: what went over the connection in rows of bytes, each under the line
// that says which way it went, with `--trace-time` when. The bytes of the answer are put together again, its chunks undone.

import { type CaptureLine, type Form, headOf, type Lines, type Sample } from './capture-line.ts'
import { createDechunker } from './dechunk.ts'
import type { Exchange } from './exchange.ts'
import { createLineCutter } from './line-cutter.ts'
import { timeOfDay } from './line-time.ts'
import { bytesOfRows, isHex, type Row, restoreLineEnds } from './trace-rows.ts'

const head =
  /^(?:(\d\d:\d\d:\d\d\.\d{6}) )?(?:\[[^\]]{1,40}\] )?(==|=>|<=) (Info|Send header|Send data|Recv header|Recv data)(?:: (.*)|, (\d+) bytes \(0x[0-9a-f]+\))$/
const row = /^([0-9a-f]{4,8}): (.*)$/

type Section = {
  readonly what: string
  readonly size: number
  readonly at: number | undefined
  readonly rows: Row[]
  readonly first: CaptureLine
}

export function findCurlTrace(sample: Sample, exchange: Exchange, fileAt: number): Form | null {
  const texts = sample.map(headOf)
  if (!texts.some((text) => head.exec(text)?.[3] === 'Recv data') || !texts.some((text) => row.test(text)))
    return null
  const hex = isHex(texts.flatMap((text) => row.exec(text)?.[2] ?? []))
  let timed = false
  let restored = false

  function* strip(lines: Lines): Lines {
    let section: Section | null = null
    const dechunker = createDechunker()
    const cutter = createLineCutter()
    const close = function* (): Lines {
      if (section === null) return
      const bytes = bytesOfRows(section.rows, section.size, hex)
      if (section.what === 'Recv data') {
        for (const part of dechunker.push(bytes)) {
          const text = hex ? part : restoreLineEnds(part)
          restored ||= text !== part
          yield* cutter.push(text, section.first, section.at)
        }
      } else tell(exchange, section.what, bytes)
      section = null
    }
    for (const line of lines) {
      const text = headOf(line)
      const begun = head.exec(text)
      if (begun !== null) {
        yield* close()
        const [, clock, , what = '', info, size] = begun
        if (info !== undefined) exchange.info(info)
        timed ||= clock !== undefined
        const at = clock === undefined ? undefined : timeOfDay(clock, fileAt)
        section = info === undefined ? { what, size: Number(size), at, rows: [], first: line } : null
      } else {
        const [, offset = '', rest = ''] = row.exec(text) ?? []
        if (offset !== '') section?.rows.push({ offset: Number.parseInt(offset, 16), text: rest })
      }
    }
    yield* close()
    yield* cutter.end()
  }

  const notes = () => [
    'It is a trace of curl’s: the answer’s bytes were put together from its rows.',
    ...(timed
      ? ['Its times were taken as those of arrival, on the day of the file, in the zone of this computer.']
      : []),
    ...(restored
      ? [
          'A trace with --trace-ascii writes a point for every byte that is no ASCII, line feeds too: where a line ends was guessed from what follows. One with --trace keeps all.',
        ]
      : []),
  ]
  return { strip, notes }
}

/** Heads come a line or several at a time, with their line ends. */
function tell(exchange: Exchange, what: string, bytes: Buffer): void {
  const text = bytes.toString('utf8')
  if (what === 'Send data') exchange.requestBody(text)
  else
    for (const line of text.split(/\r\n|\n/)) {
      if (line === '') continue
      if (what === 'Send header') {
        if (!exchange.requestLine(line)) exchange.requestHeader(line)
      } else if (!exchange.statusLine(line)) exchange.header(line)
    }
}
