// What the fuzz builds its streams from: everything that a parser of event streams may trip over, as tokens of bytes.

const text = [
  ...['data', 'data:', 'data: ', 'data: x', 'data:  two', 'dat', 'datab', 'Data: y', 'data\0: z'],
  ...['event', 'event:', 'event: error', 'event: open', 'event: message', 'event: close', 'eventx: a'],
  ...['event: __proto__', 'event: constructor', 'event: toString', 'event: é', 'event: \0'],
  ...['id', 'id:', 'id: ', 'id: 1', 'id: 2\0', 'id:\0', 'id:   ', 'id: é漢🦊', 'id: \u0001\u007f', 'idx: 3'],
  ...['retry: 10', 'retry: 0', 'retry: 1e3', 'retry: -1', 'retry: ٣', 'retry: 007', 'retry:', 'retry: 1 '],
  ...[`retry: ${2 ** 31}`, 'retry: 100000000000000000000', ':', ': comment', ':data: x', ' data: x'],
  ...['\n', '\n', '\n', '\r', '\r', '\r\n', '\r\n', '\n\n', '\r\r', '\r\n\r\n', '\n\r', '\t', ' ', '\0'],
  ...['é', '漢', '🦊', '\ufeff', '\u2028', '\u0085', '\u202e', 'x', '{"a":1}'],
]
const bytes = [
  [0xef],
  [0xbb],
  [0xbf],
  [0x80],
  [0xc0, 0xaf],
  [0xe6, 0xbc],
  [0xf0, 0x9f, 0xa6],
  [0xed, 0xa0, 0x80],
  [0xff],
]

export const tokens: readonly Buffer[] = [
  ...text.map((one) => Buffer.from(one)),
  ...bytes.map((one) => Buffer.from(one)),
]

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** `count` strings of up to a dozen tokens or random bytes, most of them ended by a blank line. */
export function randomBytes(random: () => number, count: number): Buffer {
  const pieces: Buffer[] = []
  for (let i = 0; i < count; i++) {
    const length = Math.floor(random() * 12)
    for (let j = 0; j < length; j++) {
      const token = tokens[Math.floor(random() * tokens.length)]
      if (token !== undefined && random() < 0.9) pieces.push(token)
      else
        pieces.push(
          Buffer.from(Array.from({ length: 1 + Math.floor(random() * 4) }, () => Math.floor(random() * 256))),
        )
    }
    if (random() < 0.8) pieces.push(Buffer.from('\n\n'))
  }
  return Buffer.concat(pieces)
}
