// Requests and answers of every sort that HTTP/1.1 allows, as fast-check makes them: little ones mostly, and now and then one of
// some megabytes.

import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import type { Field, Message } from './message.ts'

const tokens = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
const token = fc.string({ unit: fc.constantFrom(...tokens), minLength: 1, maxLength: 12 })
/** Visible signs, and the bytes beyond ASCII. */
const signs = Array.from({ length: 256 }, (_, code) => code).filter((code) => code > 0x20 && code !== 0x7f)
const sign = fc.constantFrom(...signs.map((code) => String.fromCharCode(code)))
/** A field's value; spaces and tabs stand inside only. */
const value = fc.oneof(
  { weight: 1, arbitrary: fc.constant('') },
  {
    weight: 6,
    arbitrary: fc
      .array(fc.string({ unit: sign, minLength: 1, maxLength: 10 }), { minLength: 1, maxLength: 4 })
      .chain((words) => fc.constantFrom(' ', '\t', '  ').map((space) => words.join(space))),
  },
  { weight: 1, arbitrary: sign.map((one) => one.repeat(9_000)) },
)

/** Names that mean something to a gate, and are tested one by one elsewhere. */
const meant =
  /^(host|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|content-length|content-encoding|content-type|upgrade|expect|via|origin|referer|location|content-location|refresh|set-cookie|http2-settings|x-runlight-run|date)$/i

const field: fc.Arbitrary<Field> = fc
  .tuple(
    fc.oneof(
      token,
      fc.constantFrom(
        'X-Twice',
        'x-twice',
        'Cookie',
        'Accept',
        'Cache-Control',
        'User-Agent',
        'Authorization',
        'Vary',
      ),
    ),
    value,
  )
  .filter(([name]) => !meant.test(name))
const fields = fc.array(field, { maxLength: 8 })

/** Of the hop, which must not arrive. */
const hop = fc.constantFrom<readonly Field[]>(
  [],
  [['Keep-Alive', 'timeout=5']],
  [
    ['X-Of-The-Hop', '1'],
    ['Connection', 'x-of-the-hop'],
  ],
)

const body = fc.oneof(
  { weight: 3, arbitrary: fc.constant(Buffer.alloc(0)) },
  {
    weight: 8,
    arbitrary: fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  },
  { weight: 2, arbitrary: fc.string({ maxLength: 400 }).map((text) => gzipSync(text)) },
  { weight: 2, arbitrary: fc.integer({ min: 10_000, max: 200_000 }).map(filled) },
  { weight: 1, arbitrary: fc.integer({ min: 1_000_000, max: 3_000_000 }).map(filled) },
)

/** Bytes that no compression and no shift of place leaves the same. */
function filled(size: number): Buffer {
  const bytes = Buffer.alloc(size)
  let state = size
  for (let at = 0; at < size; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    bytes[at] = state >>> 16
  }
  return bytes
}

/** Of a request's target, in which other bytes must be escaped (RFC 3986 section 2). */
const ascii = signs.filter((code) => code < 0x80 && code !== 0x23).map((code) => String.fromCharCode(code))
const path = fc
  .array(fc.string({ unit: fc.constantFrom(...ascii.filter((one) => one !== '?')), maxLength: 12 }), {
    maxLength: 5,
  })
  .map((parts) => `/${parts.join('/')}`)
const query = fc.oneof(
  fc.constantFrom('', '?', '?&&=&', '?a=1&a=%20&b=%zz'),
  fc.string({ unit: fc.constantFrom(...ascii), maxLength: 30 }).map((text) => `?${text}`),
)
const method = fc.constantFrom(
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'REPORT',
  'QUERY',
  'M-SEARCH',
)

/** How bytes are cut on their way: sizes that repeat. */
export const cuts = fc.array(
  fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 300_000 })),
  {
    minLength: 1,
    maxLength: 6,
  },
)

const trailers = fc.array(
  fc.tuple(
    fc.constantFrom('X-Sum', 'x-sum', 'Server-Timing'),
    value.filter((one) => one.length < 100),
  ),
  { maxLength: 3 },
)

const bodiless = new Set(['GET', 'OPTIONS', 'DELETE', 'REPORT', 'QUERY', 'M-SEARCH'])

/** A request for `host`. */
export function requests(host: string): fc.Arbitrary<Message> {
  return fc
    .record({ method, path, query, fields, hop, body, chunked: fc.boolean(), trailers, at: fc.nat() })
    .map((made) => {
      const framing = framingOf(made.body, made.chunked, bodiless.has(made.method))
      const all = [...made.fields, ...made.hop]
      const at = made.at % (all.length + 1)
      return {
        line: `${made.method} ${made.path}${made.query} HTTP/1.1`,
        fields: all.toSpliced(at, 0, ['Host', host]),
        body: made.body,
        framing,
        trailers: framing === 'chunked' ? made.trailers : [],
      }
    })
}

function framingOf(bytes: Buffer, chunked: boolean, mayHaveNone: boolean): 'none' | 'length' | 'chunked' {
  if (chunked) return 'chunked'
  return bytes.length === 0 && mayHaveNone ? 'none' : 'length'
}

const reason = fc.oneof(
  fc.constantFrom('OK', '', 'Very  fine', "I'm a teapot"),
  fc.string({ unit: sign, minLength: 1, maxLength: 20 }),
)
const status = fc.constantFrom(200, 201, 203, 206, 299, 300, 400, 401, 404, 418, 429, 451, 500, 502, 503, 599)

export const answers: fc.Arbitrary<Message> = fc
  .record({
    status,
    reason,
    fields,
    hop,
    body,
    framing: fc.constantFrom('length', 'chunked', 'close'),
    trailers,
  })
  .map(({ status: code, reason: words, hop: ofHop, framing, ...made }) => ({
    line: `HTTP/1.1 ${code} ${words}`,
    fields: [...made.fields, ...ofHop],
    body: made.body,
    framing,
    trailers: framing === 'chunked' ? made.trailers : [],
  }))
