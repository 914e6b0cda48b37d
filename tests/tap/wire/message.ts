// HTTP/1.1 messages as bytes, and bytes as messages: small, strict, and nothing of what it tests (RFC 9112). Text is latin1.

export type Field = readonly [name: string, value: string]

export type Message = {
  readonly line: string
  readonly fields: readonly Field[]
  readonly body: Buffer
  /** How the body's end is told. `close`: by the connection's, of answers alone. */
  readonly framing: 'none' | 'length' | 'chunked' | 'close'
  readonly trailers: readonly Field[]
}

/** So many chunks of a body may be small: a reader here begins anew at each piece, and all of a long body would take it a minute. */
const smallChunks = 1_000

/**
 * The bytes of `message`, its body in chunks of `sizes`, which repeat; of a long one only the first are small. Its framing's own
 * field comes last of its head.
 */
export function written(
  { line, fields, body, framing, trailers }: Message,
  sizes: readonly number[] = [1_000],
): Buffer {
  const own: readonly Field[] =
    framing === 'length'
      ? [['Content-Length', String(body.length)]]
      : framing === 'chunked'
        ? [['Transfer-Encoding', 'chunked']]
        : []
  const head = `${line}\r\n${[...fields, ...own].map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
  if (framing !== 'chunked') return Buffer.concat([latin1(head), body])
  const parts = [latin1(head)]
  for (let at = 0, i = 0; at < body.length; i++) {
    const size = i < smallChunks ? Math.max(1, sizes[i % sizes.length] ?? body.length) : 65_536
    const chunk = body.subarray(at, at + size)
    parts.push(latin1(`${chunk.length.toString(16)}\r\n`), chunk, latin1('\r\n'))
    at += chunk.length
  }
  parts.push(latin1(`0\r\n${trailers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`))
  return Buffer.concat(parts)
}

export type Read = { readonly message: Message; readonly length: number }

/**
 * The message at the start of `bytes` and how long it is; null while it is not whole. `bodiless`: it has no body whatever its head
 * says. `over`: the connection has ended. Throws where it is none.
 */
export function readMessage(
  bytes: Buffer,
  side: 'request' | 'answer',
  bodiless = false,
  over = false,
): Read | null {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return null
  const [line = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n')
  const fields = lines.map(fieldOf)
  const said = (name: string) => fields.find(([one]) => one.toLowerCase() === name)?.[1]
  const from = end + 4
  const made = (
    framing: Message['framing'],
    body: Buffer,
    length: number,
    trailers: readonly Field[] = [],
  ) => ({
    message: { line, fields, body, framing, trailers },
    length,
  })
  if (bodiless) return made('none', Buffer.alloc(0), from)
  if (said('transfer-encoding')?.toLowerCase() === 'chunked') {
    const read = readChunks(bytes, from)
    return read === null ? null : made('chunked', read.body, read.to, read.trailers)
  }
  const told = said('content-length')
  if (told !== undefined) {
    const to = from + Number(told)
    return bytes.length < to ? null : made('length', bytes.subarray(from, to), to)
  }
  if (side === 'request') return made('none', Buffer.alloc(0), from)
  return over ? made('close', bytes.subarray(from), bytes.length) : null
}

function readChunks(bytes: Buffer, from: number) {
  const parts: Buffer[] = []
  for (let at = from; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at)
    if (lineEnd < 0) return null
    const size = Number.parseInt(bytes.subarray(at, lineEnd).toString('latin1'), 16)
    if (Number.isNaN(size)) throw new Error('no chunk')
    const to = lineEnd + 2 + size
    if (size > 0) {
      if (bytes.length < to + 2) return null
      parts.push(bytes.subarray(lineEnd + 2, to))
      at = to + 2
      continue
    }
    const trailers: Field[] = []
    for (let line = lineEnd + 2; ; ) {
      const next = bytes.indexOf('\r\n', line)
      if (next < 0) return null
      if (next === line) return { body: Buffer.concat(parts), to: next + 2, trailers }
      trailers.push(fieldOf(bytes.subarray(line, next).toString('latin1')))
      line = next + 2
    }
  }
}

function fieldOf(line: string): Field {
  const colon = line.indexOf(':')
  if (colon < 1) throw new Error(`no field: ${line}`)
  return [line.slice(0, colon), line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')]
}

function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1')
}
