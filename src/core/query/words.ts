// Word normalisation, shared by the index and by every check beside it, so that both agree. Case, accents and character
// width do not matter; scripts without spaces, and emoji, are words of one character each.
//
// The index is SQLite's FTS5 with its tokenizer `unicode61`, which is given plain ASCII as it is and everything else in
// this normal form. Escapes of JSON are read first: `"caf\u00e9\nau lait"` holds the words cafe, au and lait.

/** A word and where it stands in the text it was found in, in UTF-16 units. */
export type WordSpan = { readonly word: string; readonly from: number; readonly to: number }

// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what it says
const ascii = /^[\x00-\x7f]*$/
const jsonLike = /^[\t\n\r ]*[[{"]/
/** RFC 8259, 7. */
const escapes = /\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g
const named: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }
/** Accents of the scripts that are searched without them: Latin, Greek, Cyrillic, Hebrew, Arabic. */
const accents =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670]/g
/** Scripts without spaces between words. */
const single =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const picture = /[\p{Extended_Pictographic}\p{Regional_Indicator}]/u
const loners = new RegExp(`${single.source}|${picture.source}`, 'gu')
const wordOf = /[\p{L}\p{N}\p{Co}]+/gu
const asciiWord = /[a-z0-9]+/g
/** The normal form of a text is many times its size while it is made: a long text is taken in pieces. */
const pieceUnits = 64 * 1_024
const separator = /[\t\n\r ",]/g

/** The text that is put into the index for an event's data. Costs nothing for plain ASCII. */
export function searchText(data: string): string {
  const text = unescaped(data)
  if (ascii.test(text)) return text
  const normalised: string[] = []
  for (let from = 0; from < text.length; ) {
    const to = pieceEnd(text, from)
    normalised.push(words(text.slice(from, to)).join(' '))
    from = to
  }
  return normalised.filter((piece) => piece !== '').join(' ')
}

/** Whether `searchText` is the data itself, character by character; may say no where it is. */
export function isSearchedAsIs(data: string): boolean {
  return !data.includes('\\') && ascii.test(data)
}

/** Behind the first sign after a piece's size that no word and no character goes across. */
function pieceEnd(text: string, from: number): number {
  separator.lastIndex = from + pieceUnits
  return separator.test(text) ? separator.lastIndex : text.length
}

/** The words of a text, in order and in normal form. */
export function words(text: string): readonly string[] {
  if (ascii.test(text)) return text.toLowerCase().match(asciiWord) ?? []
  return normal(text).match(wordOf) ?? []
}

/** The words of an event's data, its escapes read. */
export function dataWords(data: string): readonly string[] {
  return words(unescaped(data))
}

/** Where the words of a phrase may be parts of longer ones: its last may go on, its first may begin before it. */
export type Openness = { readonly prefix: boolean; readonly suffix?: boolean }

/** Whether `phrase` stands in `text` as neighbours. An empty phrase stands nowhere. */
export function hasPhrase(text: readonly string[], phrase: readonly string[], open: Openness): boolean {
  return phraseAt(text, phrase, open, 0) !== -1
}

/** The place of the first `phrase` from word `start` on; -1 where there is none. */
export function phraseAt(
  text: readonly string[],
  phrase: readonly string[],
  { prefix, suffix = false }: Openness,
  start: number,
): number {
  const last = phrase.length - 1
  if (last < 0) return -1
  for (let i = start; i + last < text.length; i++) {
    let at = 0
    while (at < last && fits(text[i + at] ?? '', phrase[at] ?? '', false, suffix && at === 0)) at++
    if (at < last) continue
    if (fits(text[i + last] ?? '', phrase[last] ?? '', prefix, suffix && last === 0)) return i
  }
  return -1
}

function fits(word: string, wanted: string, prefix: boolean, suffix: boolean): boolean {
  if (prefix) return suffix ? word.includes(wanted) : word.startsWith(wanted)
  return suffix ? word.endsWith(wanted) : word === wanted
}

/** The words of an event's data with their places in it as stored, escapes and all; from `start` up to `end`. */
export function wordSpans(data: string, start = 0, end = data.length): readonly WordSpan[] {
  const escaped = data.includes('\\') && jsonLike.test(data)
  if (!escaped && ascii.test(data)) return asciiSpans(data, start, end)
  const spans: { word: string; from: number; to: number }[] = []
  let open: { word: string; from: number; to: number } | null = null
  for (let at = start; at < end; ) {
    const [character, length] = escaped ? characterAt(data, at) : plainCharacterAt(data, at)
    const to = at + length
    const lone = single.test(character) || picture.test(character)
    const part = words(character).join('')
    if (part === '') {
      // An accent of its own belongs to the word it follows.
      if (open !== null && character.replace(accents, '') === '') open.to = to
      else open = null
    } else if (lone || open === null) {
      const span = { word: part, from: at, to }
      spans.push(span)
      open = lone ? null : span
    } else {
      open.word += part
      open.to = to
    }
    at = to
  }
  return spans
}

function asciiSpans(data: string, start: number, end: number): readonly WordSpan[] {
  return [...data.slice(start, end).toLowerCase().matchAll(asciiWord)].map((found) => {
    const from = start + found.index
    return { word: found[0], from, to: from + found[0].length }
  })
}

function characterAt(text: string, at: number): readonly [string, number] {
  if (text[at] !== '\\') return plainCharacterAt(text, at)
  const first = escapeAt(text, at)
  if (first === null) return ['\\', 1]
  const high = first[0].charCodeAt(0)
  if (high < 0xd800 || high > 0xdbff) return first
  const second = escapeAt(text, at + first[1])
  const low = second?.[0].charCodeAt(0) ?? 0
  return second !== null && low >= 0xdc00 && low <= 0xdfff
    ? [first[0] + second[0], first[1] + second[1]]
    : first
}

function escapeAt(text: string, at: number): readonly [string, number] | null {
  const found = /^\\(?:u([0-9a-fA-F]{4})|([\s\S]))/.exec(text.slice(at, at + 6))
  return found === null ? null : [meaning(found[1], found[2]), found[0].length]
}

function plainCharacterAt(text: string, at: number): readonly [string, number] {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
  return [character, character.length]
}

/** `data` with its JSON escapes read, where it looks like JSON; a path of Windows in plain text keeps its backslashes. */
function unescaped(data: string): string {
  if (!data.includes('\\') || !jsonLike.test(data)) return data
  return data.replace(escapes, (_, hex: string | undefined, sign: string | undefined) => meaning(hex, sign))
}

function meaning(hex: string | undefined, sign: string | undefined): string {
  if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
  return named[sign ?? ''] ?? sign ?? ''
}

function normal(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFKD')
    .replace(accents, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(accents, '')
    .replaceAll('ς', 'σ')
    .replace(loners, (character) => ` ${picture.test(character) ? pictureWord(character) : character} `)
}

/** The index keeps letters and digits only: an emoji is kept as the letters of its code. */
function pictureWord(character: string): string {
  return `u${(character.codePointAt(0) ?? 0).toString(16)}`
}
