// Finds what a reader would not see in a stranger's text: controls, zero-width signs, direction overrides. Pure. Removing
// them was rejected (a text must not look other than it is), and so was showing every joiner: emoji and several scripts
// need theirs.

/** A stretch of text as it is, or one sign by its name. */
export type Span =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'sign'; readonly name: string }

/** Everything that may have to be shown by name; line breaks and tabs are seen as they are. */
const suspects = /[\p{Cc}\p{Cf}\u2028\u2029]/u
const names: ReadonlyMap<number, string> = new Map([
  [0x00, 'NUL'],
  [0x07, 'BEL'],
  [0x08, 'BS'],
  [0x0d, 'CR'],
  [0x1b, 'ESC'],
  [0x7f, 'DEL'],
  [0xad, 'SHY'],
  [0x61c, 'ALM'],
  [0x200b, 'ZWSP'],
  [0x200c, 'ZWNJ'],
  [0x200d, 'ZWJ'],
  [0x200e, 'LRM'],
  [0x200f, 'RLM'],
  [0x2028, 'LS'],
  [0x2029, 'PS'],
  [0x202a, 'LRE'],
  [0x202b, 'RLE'],
  [0x202c, 'PDF'],
  [0x202d, 'LRO'],
  [0x202e, 'RLO'],
  [0x2060, 'WJ'],
  [0x2066, 'LRI'],
  [0x2067, 'RLI'],
  [0x2068, 'FSI'],
  [0x2069, 'PDI'],
  [0xfeff, 'BOM'],
])

/** `text` in spans. A text without such signs, which is nearly every text, is one span. */
export function visibleSpans(text: string): readonly Span[] {
  if (!suspects.test(text)) return [{ type: 'text', text }]
  const spans: Span[] = []
  let plain = ''
  let before = ''
  const signs = [...text]
  for (const [i, sign] of signs.entries()) {
    const code = sign.codePointAt(0) ?? 0
    if (!suspects.test(sign) || isSeen(code) || joins(code, before, signs[i + 1] ?? '')) {
      plain += sign
    } else {
      if (plain !== '') spans.push({ type: 'text', text: plain })
      plain = ''
      spans.push({ type: 'sign', name: names.get(code) ?? `U+${hex(code)}` })
    }
    before = sign
  }
  if (plain !== '') spans.push({ type: 'text', text: plain })
  return spans
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0')
}

/** Line feeds and tabs have a look of their own; tag characters (U+E0020 and up) belong to flags of regions. */
function isSeen(code: number): boolean {
  return code === 0x0a || code === 0x09 || (code >= 0xe0020 && code <= 0xe007f)
}

/** A joiner between two parts of one emoji, or within a script that is written with joiners. */
function joins(code: number, before: string, after: string): boolean {
  if (code !== 0x200c && code !== 0x200d) return false
  if (code === 0x200d && /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f/u.test(before)) {
    return /\p{Extended_Pictographic}/u.test(after)
  }
  const joining =
    /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Sinhala}\p{Script=Malayalam}]/u
  return joining.test(before)
}
