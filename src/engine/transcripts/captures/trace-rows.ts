// The rows of bytes in a trace of curl's. With `--trace` each row has 16 bytes in hex and as text; with `--trace-ascii` it has
// text alone, a row ends at CRLF, and the offset of the next one tells which bytes are between.

export type Row = { readonly offset: number; readonly text: string }

const hexRow = /^(?:[0-9a-f]{2} ){1,16}(?: {3}){0,15}.{0,16}$/
const hexWidth = 48

/** Whether the rows are those of `--trace`. */
export function isHex(rows: readonly string[]): boolean {
  return rows.length > 0 && rows.every((text) => text.length > hexWidth && hexRow.test(text))
}

/** The bytes of one section, of which its first line says that it has `size`. */
export function bytesOfRows(rows: readonly Row[], size: number, hex: boolean): Buffer {
  if (hex)
    return Buffer.from(rows.map(({ text }) => text.slice(0, hexWidth).replaceAll(' ', '')).join(''), 'hex')
  return Buffer.from(
    rows
      .map(({ offset, text }, i) => {
        const next = rows[i + 1]?.offset ?? size
        return next - offset - text.length >= 2 ? `${text}\r\n` : text
      })
      .join(''),
    'latin1',
  )
}

/** The points that stand for line feeds, guessed; the same bytes where the text has line ends of its own, or no such point. */
export function restoreLineEnds(bytes: Buffer): Buffer {
  if (bytes.includes(10) || !bytes.includes(46)) return bytes
  const text = bytes.toString('latin1')
  const restored = text
    .replace(/\.(?=(?:data|event|id|retry):)/g, '\n')
    .replace(/\.(?=\n)|\.$/g, '\n')
    .replace(/\.(?=\n$)/, '\n')
  return restored === text ? bytes : Buffer.from(restored, 'latin1')
}
