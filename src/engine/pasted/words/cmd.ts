// Takes a command line of Windows' cmd.exe apart, as browsers copy one: first cmd's own caret, then the words as the C runtime
// of curl.exe reads them. Chrome and Firefox write a quote as `^"` and double every backslash, also where the runtime takes
// both for backslashes; what they mean is the request they copied, so one of the two is kept.

import type { Command } from './posix.ts'
import { unreadable, type Word } from './word.ts'

/** Whether `text` is written for cmd.exe: a caret ends a line or stands before a quote. */
export function isCmd(text: string): boolean {
  return /\^[ \t]*\r?\n|\^"/.test(text)
}

/** The commands of `text`, one for each `&`, `|` or line that no caret continues. */
export function splitCmd(text: string): readonly Command[] {
  const isCopied = /\^"/.test(text)
  const commands: Command[] = []
  for (const line of commandLines(text.replaceAll('\r\n', '\n'))) {
    const words = wordsOf(line, isCopied)
    if (words.length > 0) commands.push({ words, input: null })
  }
  return commands
}

/** Lines without cmd's carets. Inside a quote that no caret precedes, a caret is itself; `^` and a line end continue a line. */
function commandLines(text: string): readonly string[] {
  const lines: string[] = []
  let line = ''
  let inQuote = false
  for (let i = 0; i < text.length; i++) {
    const sign = text[i] ?? ''
    const continues = /^\^[ \t]*\n/.exec(text.slice(i, i + 20))?.[0]
    if (continues !== undefined) {
      i += continues.length - 1
      // A second line end is the character that the caret escapes.
      if (text[i + 1] === '\n') line += text[++i]
    } else if (sign === '^' && !inQuote) line += text[++i] ?? ''
    else if (sign === '\n' || (!inQuote && /[&|]/.test(sign))) {
      lines.push(line)
      line = ''
      inQuote = false
    } else {
      if (sign === '"') inQuote = !inQuote
      line += sign
    }
  }
  return [...lines, line]
}

/** Words as the C runtime parts them: `\"` is a quote, and backslashes count only before one. */
function wordsOf(line: string, halves: boolean): readonly Word[] {
  const words: Word[] = []
  let word: string | null = null
  let inQuote = false
  for (let i = 0; i < line.length; i++) {
    const sign = line[i] ?? ''
    if (sign === '\\') {
      const run = /^\\+/.exec(line.slice(i))?.[0].length ?? 1
      const beforeQuote = line[i + run] === '"'
      const kept = beforeQuote ? Math.floor(run / 2) : halves ? Math.ceil(run / 2) : run
      word = (word ?? '') + '\\'.repeat(kept)
      i += run - 1
      if (beforeQuote && run % 2 === 1) word += line[++i]
    } else if (sign === '"') {
      word ??= ''
      inQuote = !inQuote
    } else if (!inQuote && /\s/.test(sign)) {
      if (word !== null) words.push({ text: word, missing: [] })
      word = null
    } else word = (word ?? '') + sign
  }
  if (inQuote) throw unreadable('A quote of this command is not closed: copy the command whole.')
  if (word !== null) words.push({ text: word, missing: [] })
  return words
}
