// The inside of `$'…'` (bash's manual, 3.1.2.4; POSIX.1-2024, 2.2.4).

const plain: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}
/** Consecutive bytes make characters of UTF-8 together. */
const bytes = /^(?:\\x[\da-f]{1,2}|\\[0-7]{1,3})+/i

/** The text from `from` to its closing quote, and the place behind that; null where there is none. */
export function readAnsi(text: string, from: number): { readonly text: string; readonly end: number } | null {
  let read = ''
  for (let i = from; i < text.length; ) {
    const sign = text[i] ?? ''
    if (sign === "'") return { text: read, end: i + 1 }
    if (sign !== '\\') {
      read += sign
      i++
      continue
    }
    const ahead = text.slice(i, i + 1_200)
    const [coded] = bytes.exec(ahead) ?? []
    const [unicode, short, long] = /^\\(?:u([\da-f]{1,4})|U([\da-f]{1,8}))/i.exec(ahead) ?? []
    if (coded !== undefined) {
      read += decodeBytes(coded)
      i += coded.length
    } else if (unicode !== undefined) {
      read += fromCode(Number.parseInt(short ?? long ?? '', 16))
      i += unicode.length
    } else {
      const next = text[i + 1] ?? ''
      read += plain[next] ?? (/[\\'"?]/.test(next) ? next : `\\${next}`)
      i += 2
    }
  }
  return null
}

function decodeBytes(escapes: string): string {
  const codes = escapes.match(/\\x[\da-f]{1,2}|\\[0-7]{1,3}/gi) ?? []
  return Buffer.from(
    codes.map((code) =>
      code[1] === 'x' ? Number.parseInt(code.slice(2), 16) : Number.parseInt(code.slice(1), 8),
    ),
  ).toString('utf8')
}

/** Surrogates come one by one; what is beyond Unicode is no character. */
function fromCode(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
}
