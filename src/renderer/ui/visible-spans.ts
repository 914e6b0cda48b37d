// Finds the characters of untrusted text that a reader would not see: controls, zero-width characters, direction overrides.
// Pure. Removing them was rejected (the text must be shown as it is), and so was naming every joiner: emoji and several
// scripts need theirs.

/** Visible text as it is, or one invisible character by its name. */
export type Span =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'hidden'; readonly name: string }

/** Characters that may have to be shown by name. */
const invisible = /[\p{Cc}\p{Cf}\u2028\u2029]/u
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

/** `text` in spans. Text without such characters, which is nearly all text, is one span. */
export function visibleSpans(text: string): readonly Span[] {
  if (!invisible.test(text)) return [{ type: 'text', text }]
  const spans: Span[] = []
  let plain = ''
  let before = ''
  const characters = [...text]
  for (const [i, character] of characters.entries()) {
    const code = character.codePointAt(0) ?? 0
    if (!invisible.test(character) || isVisible(code) || joins(code, before, characters[i + 1] ?? '')) {
      plain += character
    } else {
      if (plain !== '') spans.push({ type: 'text', text: plain })
      plain = ''
      spans.push({ type: 'hidden', name: names.get(code) ?? `U+${hex(code)}` })
    }
    before = character
  }
  if (plain !== '') spans.push({ type: 'text', text: plain })
  return spans
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0')
}

/** Line feeds and tabs are visible; tag characters (U+E0020 and up) are parts of the flags of regions. */
function isVisible(code: number): boolean {
  return code === 0x0a || code === 0x09 || (code >= 0xe0020 && code <= 0xe007f)
}

/** Whether a joiner stands between two parts of one emoji, or within a script that is written with joiners. */
function joins(code: number, before: string, after: string): boolean {
  if (code !== 0x200c && code !== 0x200d) return false
  if (code === 0x200d && /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f/u.test(before)) {
    return /\p{Extended_Pictographic}/u.test(after)
  }
  const joining =
    /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Sinhala}\p{Script=Malayalam}]/u
  return joining.test(before)
}
