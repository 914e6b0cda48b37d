// Takes a POSIX shell's command line apart into commands and their words, as `sh` and `bash` would (POSIX.1-2024, Shell Command
// Language, 2.2 and 2.6), without carrying out anything: what another command would print is not known here. `$'…'` is bash's
// (and POSIX's since 2024); browsers write it where a text has line breaks or an exclamation mark.

import { readAnsi } from './ansi.ts'
import { unreadable, type Variables, type Word } from './word.ts'

/** A command's words, and what stands in its here-document. */
export type Command = { readonly words: readonly Word[]; readonly input: string | null }

const unclosed = 'A quote of this command is not closed: copy the command whole.'
const assignment = /^([A-Za-z_]\w*)=([\s\S]*)$/

/** The commands of `text`, in order. `given` are the variables of whoever asks; assignments in the text add to them. */
export function splitPosix(text: string, given: Variables): readonly Command[] {
  const variables = new Map(given)
  const commands: Command[] = []
  let words: Word[] = []
  let word: { text: string; missing: string[]; quoted: boolean } | null = null
  let input: string | null = null
  /** Tags of here-documents whose lines follow. */
  const documents: { tag: string; plain: boolean }[] = []

  const open = () => {
    word ??= { text: '', missing: [], quoted: false }
    return word
  }
  const pushWord = () => {
    const assigned = word === null || word.missing.length > 0 ? null : assignment.exec(word.text)
    if (word !== null && assigned !== null && words.every(({ text }) => text === 'export'))
      variables.set(assigned[1] ?? '', assigned[2] ?? '')
    else if (word !== null && !(words.length === 0 && /^[$%]$/.test(word.text) && !word.quoted))
      words.push({ text: word.text, missing: word.missing })
    word = null
  }
  const pushCommand = () => {
    pushWord()
    if (words.length > 0) commands.push({ words, input })
    words = []
    input = null
  }
  /** Adds what the expansion at `at` stands for, and gives the place behind it. */
  const expand = (at: number): number => {
    const { value, name, end } = readExpansion(text, at, variables)
    const { missing } = open()
    open().text += value
    if (name !== null) missing.push(name)
    return end
  }
  const readDouble = (from: number): number => {
    open().quoted = true
    for (let i = from; i < text.length; ) {
      const sign = text[i]
      if (sign === '"') return i + 1
      if (sign === '\\' && /[$`"\\\n]/.test(text[i + 1] ?? '')) {
        if (text[i + 1] !== '\n') open().text += text[i + 1]
        i += 2
      } else if (sign === '$' || sign === '`') i = expand(i)
      else {
        open().text += sign
        i++
      }
    }
    throw unreadable(unclosed)
  }

  for (let i = 0; i < text.length; ) {
    const sign = text[i] ?? ''
    const rest = text.slice(i, i + 2)
    if (sign === '\\') {
      const line = /^\\[ \t]*(?:\r\n|\n|\r|$)/.exec(text.slice(i, i + 12))?.[0]
      if (line === undefined) open().text += text[i + 1] ?? ''
      i += line?.length ?? 2
    } else if (sign === "'") {
      const end = text.indexOf("'", i + 1)
      if (end < 0) throw unreadable(unclosed)
      open().quoted = true
      open().text += text.slice(i + 1, end)
      i = end + 1
    } else if (rest === "$'") {
      const read = readAnsi(text, i + 2)
      if (read === null) throw unreadable(unclosed)
      open().quoted = true
      open().text += read.text
      i = read.end
    } else if (sign === '"' || rest === '$"') i = readDouble(i + (sign === '"' ? 1 : 2))
    else if (sign === '$' || sign === '`') i = expand(i)
    else if (sign === '#' && word === null) i = lineEnd(text, i)
    else if (sign === '\n' || sign === '\r') {
      const ended = documents.length > 0 ? readDocument(text, i + (rest === '\r\n' ? 2 : 1), documents) : null
      if (ended !== null) input = ended.body
      pushCommand()
      i = ended?.end ?? i + 1
    } else if (/\s/.test(sign)) {
      pushWord()
      i++
    } else if (rest === '<<' && text[i + 2] !== '<') {
      const [all, , quote = '', tag = ''] = /^<<(-?)\s*(['"]?)([\w.-]+)\2/.exec(text.slice(i, i + 100)) ?? [
        '<<',
      ]
      pushWord()
      if (tag !== '') documents.push({ tag, plain: quote !== '' })
      i += all.length
    } else if (sign === '<' || sign === '>') {
      // A number right before it is the stream that is meant.
      if (/^\d+$/.test(textOf(word)) && /\d/.test(text[i - 1] ?? '')) word = null
      i = skipRedirection(text, i, pushWord)
    } else if (sign === '&' && /:\/\//.test(textOf(word)) && /[^\s&]/.test(text[i + 1] ?? '')) {
      // A URL that was copied without its quotes: no shell would take it so, and everybody means this.
      open().text += sign
      i++
    } else if (/[;&|()]/.test(sign)) {
      pushCommand()
      i++
    } else {
      open().text += sign
      i++
    }
  }
  pushCommand()
  return commands
}

function textOf(word: { readonly text: string } | null): string {
  return word?.text ?? ''
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

type Expansion = { readonly value: string; readonly name: string | null; readonly end: number }

/** No look at a `$` goes further: a text may hold a million of them. */
const longestExpansion = 1_000

/** `$NAME`, `${NAME}`, `${NAME:-…}`, `$(…)` or backticks; a `$` before anything else is itself. */
function readExpansion(text: string, at: number, variables: Variables): Expansion {
  const ahead = text.slice(at, at + longestExpansion)
  const [all, braced, plain] = /^\$(?:\{([A-Za-z_]\w*)[^}]*\}|([A-Za-z_]\w*))/.exec(ahead) ?? []
  const name = braced ?? plain
  if (all !== undefined && name !== undefined) {
    const value = variables.get(name)
    return value === undefined
      ? { value: all, name, end: at + all.length }
      : { value, name: null, end: at + all.length }
  }
  const [command] = /^(?:\$\([^)]*\)|`[^`]*`)/.exec(ahead) ?? []
  if (command !== undefined) return { value: command, name: '(command)', end: at + command.length }
  // One that does not end is not known either.
  const isOpen = ahead.startsWith('$(') || ahead.startsWith('`')
  return { value: text[at] ?? '', name: isOpen ? '(command)' : null, end: at + 1 }
}

/** `> file`, `2>&1`, `< file`: where a command's output goes is nothing of its request. */
function skipRedirection(text: string, at: number, endWord: () => void): number {
  endWord()
  const [all] = /^[<>]{1,3}&?[ \t]*(?:'[^']*'|"[^"]*"|[^\s;|&]*)/.exec(text.slice(at, at + 1_024)) ?? []
  return at + (all?.length ?? 1)
}

/** The lines of the first here-document that begins at `from`; the others are passed over. */
function readDocument(
  text: string,
  from: number,
  documents: { tag: string; plain: boolean }[],
): { readonly body: string; readonly end: number } {
  let at = from
  let body: string | null = null
  for (const { tag } of documents.splice(0)) {
    const lines: string[] = []
    for (;;) {
      if (at >= text.length) throw unreadable('The lines after “<<” have no end: copy the command whole.')
      const end = lineEnd(text, at)
      const line = text.slice(at, end).replace(/\r$/, '')
      at = end + 1
      if (line.trim() === tag) break
      lines.push(line)
    }
    body ??= `${lines.join('\n')}\n`
  }
  return { body: body ?? '', end: at }
}
