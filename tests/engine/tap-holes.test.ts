// What a tap could not keep: whatever pieces a stream comes in and wherever parts of it are missing, the log has exactly the
// events that are whole, and says how many bytes are not in it.

import { brotliCompressSync, constants, createGzip, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TapEnd } from '../../src/engine/base/tap-port.ts'
import { createTappedRun, soon } from '../support/tapped-run.ts'

const finished: TapEnd = { type: 'finished' }
type Piece = { readonly bytes: Buffer; readonly lost: number; readonly rests: boolean }

/** The stream as a tap tells it: the bytes of `holes` are lost, the others come in pieces that end at `cuts`. */
function piecesOf(bytes: Buffer, holes: readonly [number, number][], cuts: readonly number[]) {
  const isLost = (at: number) => holes.some(([from, to]) => at >= from && at < to)
  const pieces: Piece[] = []
  let lost = 0
  let from = 0
  const flush = (to: number) => {
    if (to > from) {
      pieces.push({ bytes: bytes.subarray(from, to), lost, rests: cuts.includes(from) })
      lost = 0
    }
    from = to
  }
  for (let at = 0; at < bytes.length; at++) {
    if (isLost(at)) {
      flush(at)
      lost++
      from = at + 1
    } else if (cuts.includes(at)) flush(at)
  }
  flush(bytes.length)
  return { pieces, lostAtEnd: lost }
}

/** The stretches that came, in order; whether a hole stands before each. */
function stretchesOf({ pieces }: ReturnType<typeof piecesOf>) {
  const stretches: { text: string; afterHole: boolean }[] = []
  for (const { bytes, lost } of pieces) {
    const last = stretches.at(-1)
    if (last === undefined || lost > 0)
      stretches.push({ text: bytes.toString('latin1'), afterHole: lost > 0 })
    else last.text += bytes.toString('latin1')
  }
  return stretches
}

async function play(type: string, told: ReturnType<typeof piecesOf>, headers: Record<string, string> = {}) {
  const run = createTappedRun()
  const exchange = run.exchange()
  exchange.asked(0)
  exchange.answered({ status: 200, headers: Object.entries({ 'content-type': type, ...headers }) })
  for (const { bytes, lost, rests } of told.pieces) {
    exchange.received(bytes, lost)
    if (rests) await soon()
  }
  exchange.ended(finished, told.lostAtEnd)
  exchange.client({ state: 'done', at: Date.now(), bytes: 0, waiting: 0 })
  await run.settled()
  expect(run.defects).toEqual([])
  const unrecorded = run.summary().tapped?.unrecorded
  expect(run.gaps().reduce((sum, { bytes = 0 }) => sum + bytes, 0)).toBe(unrecorded)
  return { events: run.events, unrecorded, taken: run.taken() }
}

type Framing = {
  readonly type: string
  readonly write: (n: number, size: number, end: string) => string
  /** Where the first event begins that is whole; null where none does. */
  readonly boundary: (text: string) => number | null
  /** The data of the whole events from the beginning, and what is left over behind them. */
  readonly read: (text: string) => { events: string[]; rest: string }
}

const lineEnds = /\r\n|\r|\n/g
function blankLine(text: string): number | null {
  let end = -1
  for (const found of text.matchAll(lineEnds)) {
    if (found.index === end) return found.index + found[0].length
    end = found.index + found[0].length
  }
  return null
}

const framings: Readonly<Record<string, Framing>> = {
  events: {
    type: 'text/event-stream',
    write: (n, size, end) => `id: ${n}${end}event: e${end}data: ${n}${'x'.repeat(size)}${end}${end}`,
    boundary: blankLine,
    read: (text) => {
      const events: string[] = []
      let rest = text
      for (let at = blankLine(rest); at !== null; at = blankLine(rest)) {
        events.push(/data: (\w+)/.exec(rest.slice(0, at))?.[1] ?? '')
        rest = rest.slice(at)
      }
      // An LF may still come that belongs to the last line end.
      return { events, rest: rest.replace(lineEnds, '\n') }
    },
  },
  'JSON lines': {
    type: 'application/x-ndjson',
    write: (n, size, end) => `"${n}${'x'.repeat(size)}"${end === '\r' ? '\n' : end}`,
    boundary: (text) => (text.includes('\n') ? text.indexOf('\n') + 1 : null),
    read: (text) => {
      const lines = text.split('\n')
      const rest = lines.pop() ?? ''
      return { events: lines.map((line) => line.trim()), rest: rest.trim() === '' ? '' : rest }
    },
  },
  'a JSON sequence': {
    type: 'application/json-seq',
    write: (n, size) => `\x1e"${n}${'x'.repeat(size)}"\n`,
    boundary: (text) => (text.includes('\x1e') ? text.indexOf('\x1e') : null),
    read: (text) => {
      const lines = text.split('\n')
      const rest = lines.pop() ?? ''
      // The separator parts texts and is in none of them.
      return { events: lines.map((line) => line.replace('\x1e', '')), rest: rest.replace('\x1e', '') }
    },
  },
}

const places = fc.array(fc.nat(400), { maxLength: 12 })
const holes = fc.array(
  fc
    .tuple(fc.nat(400), fc.integer({ min: 1, max: 40 }))
    .map(([at, size]): [number, number] => [at, at + size]),
  { maxLength: 4 },
)
const sizes = fc.array(fc.nat(30), { minLength: 1, maxLength: 12 })

test.each(Object.keys(framings))(
  '%s with holes anywhere: exactly the events that are whole, and every other byte is said to be missing',
  async (name) => {
    const framing = framings[name]
    if (framing === undefined) throw new Error(name)
    await fc.assert(
      fc.asyncProperty(
        sizes,
        fc.constantFrom('\n', '\r\n', '\r'),
        holes,
        places,
        async (sizes, end, holes, cuts) => {
          const bytes = Buffer.from(sizes.map((size, n) => framing.write(n, size, end)).join(''))
          const told = piecesOf(bytes, holes, cuts)
          const came = told.pieces.reduce((sum, piece) => sum + piece.bytes.length, 0)
          const events: string[] = []
          let missing = bytes.length - came
          const stretches = stretchesOf(told)
          for (const [i, { text, afterHole }] of stretches.entries()) {
            const from = afterHole ? framing.boundary(text) : 0
            missing += from ?? text.length
            if (from === null) continue
            const read = framing.read(text.slice(from))
            events.push(...read.events)
            const isCut = i < stretches.length - 1 || told.lostAtEnd > 0
            if (isCut) missing += read.rest.length
          }
          expect(await play(framing.type, told)).toEqual({ events, unrecorded: missing, taken: came })
        },
      ),
      { numRuns: 150 },
    )
  },
)

/** `texts` packed so that each is flushed, with the place where it is whole. */
async function packed(texts: readonly string[]) {
  const gzip = createGzip()
  const chunks: Buffer[] = []
  gzip.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ends: number[] = []
  for (const text of texts) {
    gzip.write(text)
    await new Promise<void>((resolve) => gzip.flush(constants.Z_SYNC_FLUSH, resolve))
    ends.push(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  }
  const over = new Promise((resolve) => gzip.on('end', resolve))
  gzip.end()
  await over
  return { bytes: Buffer.concat(chunks), ends }
}

test('a packed stream with a hole has all that was whole before it, and nothing from there on', async () => {
  await fc.assert(
    fc.asyncProperty(
      sizes,
      fc.nat(400),
      fc.integer({ min: 1, max: 60 }),
      places,
      async (sizes, at, size, cuts) => {
        const texts = sizes.map((size, n) => `data: ${n}${'x'.repeat(size)}\n\n`)
        const { bytes, ends } = await packed(texts)
        const told = piecesOf(bytes, [[at, at + size]], cuts)
        const whole = at >= bytes.length ? texts.length : ends.filter((end) => end <= at).length
        const { events, unrecorded, taken } = await play('text/event-stream', told, {
          'content-encoding': 'gzip',
        })
        const all = texts.map((text) => text.slice('data: '.length, -2))
        // One that is packed to its last bit before the hole may be there too.
        expect(all.slice(0, events.length)).toEqual(events)
        expect([whole, whole + 1]).toContain(events.length)
        const came = told.pieces.reduce((sum, piece) => sum + piece.bytes.length, 0)
        expect(taken).toBe(came)
        if (at < bytes.length) expect(unrecorded).toBeGreaterThanOrEqual(bytes.length - at)
        else expect(unrecorded).toBe(0)
      },
    ),
    { numRuns: 60 },
  )
})

test.each([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
])('a stream packed with %s is read whole, whatever pieces it comes in', async (coding, pack) => {
  const texts = Array.from({ length: 40 }, (_, n) => `data: ${n}\n\n`)
  const bytes = pack(Buffer.from(texts.join('')))
  await fc.assert(
    fc.asyncProperty(places, async (cuts) => {
      const { events, unrecorded, taken } = await play('text/event-stream', piecesOf(bytes, [], cuts), {
        'content-encoding': coding,
      })
      expect({ events, unrecorded, taken }).toEqual({
        events: texts.map((_, n) => String(n)),
        unrecorded: 0,
        taken: bytes.length,
      })
    }),
    { numRuns: 30 },
  )
})
