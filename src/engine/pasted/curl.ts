// A curl command as the request that curl would send (its manual, curl 8). Nothing is carried out and no file is read: what
// stands in a file is said to be missing, with what to do.

import { type Headers, hasHeader, headerOf } from './curl-headers.ts'
import { ofServer, shortNames, silent, withArgument } from './curl-options.ts'
import { basicCredentials, known, knownHeaders, type PastedRequest, splitCredentials } from './pasted.ts'
import type { Command } from './words/posix.ts'
import { unreadable, type Word } from './words/word.ts'

/** What the options of one request have said so far. */
type Said = {
  urls: string[]
  method: string | null
  headers: [string, Word][]
  /** Parts of the body, joined by `&`. */
  data: string[]
  query: string[]
  isGet: boolean
  isHead: boolean
  isJson: boolean
  ignored: Set<string>
  notes: string[]
}

/** The requests of the commands that are curl's; empty where none is. Throws what cannot be read, with what to do. */
export function readCurl(commands: readonly Command[]): readonly PastedRequest[] {
  return commands.flatMap((command) => {
    const at = command.words.findIndex(({ text }) => /^(?:\S*[\\/])?curl(?:\.exe)?$/i.test(text))
    // Before it stands at most what runs it, such as `sudo` or `time`.
    return at < 0 || at > 2 ? [] : readArguments(command.words.slice(at + 1), command.input)
  })
}

function readArguments(words: readonly Word[], input: string | null): readonly PastedRequest[] {
  const requests: PastedRequest[] = []
  let said = nothing()
  let onlyUrls = false
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? { text: '', missing: [] }
    if (onlyUrls || !/^-./.test(word.text)) {
      said.urls.push(known(word, 'The URL'))
      continue
    }
    if (word.text === '--') {
      onlyUrls = true
      continue
    }
    for (const { name, attached } of namesOf(word)) {
      if (name === 'next') {
        requests.push(...requestsOf(said))
        said = nothing()
      } else if (!withArgument.has(name)) {
        if (takeSwitch(said, name) === 'unknown' && !mayBeUrl(words[i + 1])) i++
      } else {
        const argument = attached ?? words[++i]
        if (argument === undefined)
          throw unreadable(`The option --${name} has no value: copy the command whole.`)
        takeOption(said, name, argument, input)
      }
    }
  }
  return [...requests, ...requestsOf(said)]
}

function nothing(): Said {
  return {
    urls: [],
    method: null,
    headers: [],
    data: [],
    query: [],
    isGet: false,
    isHead: false,
    isJson: false,
    ignored: new Set(),
    notes: [],
  }
}

type Named = { readonly name: string; readonly attached: Word | null }

/** `--long`, `-X`, `-XPOST` or several switches in one word, `-sSN`; the last may take an argument. */
function namesOf({ text, missing }: Word): readonly Named[] {
  if (text.startsWith('--')) return [{ name: text.slice(2), attached: null }]
  const names: Named[] = []
  for (let i = 1; i < text.length; i++) {
    const name = shortNames[text[i] ?? ''] ?? `-${text[i]}`
    const rest = text.slice(i + 1)
    if (withArgument.has(name) && rest !== '') return [...names, { name, attached: { text: rest, missing } }]
    names.push({ name, attached: null })
  }
  return names
}

function takeSwitch(said: Said, name: string): 'known' | 'unknown' {
  if (name === 'get') said.isGet = true
  else if (name === 'head') said.isHead = true
  else if (ofServer.has(name)) said.notes.push(serverNote(name))
  else if (!silent.has(name)) {
    said.ignored.add(written(name))
    return 'unknown'
  }
  return 'known'
}

/** What follows an option that is not known: its argument, unless it looks like a URL or is another option. */
function mayBeUrl(word: Word | undefined): boolean {
  return word === undefined || /^-|:\/\/|[./:$]|^localhost/.test(word.text)
}

function takeOption(said: Said, name: string, word: Word, input: string | null): void {
  switch (name) {
    case 'url':
      said.urls.push(known(word, 'The URL'))
      return
    case 'request':
      said.method = known(word, 'The method').toUpperCase()
      return
    case 'header':
      takeHeader(said, word)
      return
    case 'user-agent':
      said.headers.push(['User-Agent', word])
      return
    case 'referer':
      said.headers.push(['Referer', { ...word, text: word.text.replace(/;auto$/, '') }])
      return
    case 'range':
      said.headers.push(['Range', { ...word, text: `bytes=${word.text}` }])
      return
    case 'oauth2-bearer':
      said.headers.push(['Authorization', { ...word, text: `Bearer ${word.text}` }])
      return
    case 'user':
      said.headers.push(['Authorization', { ...word, text: basicCredentials(word.text) }])
      return
    case 'cookie':
      if (!word.text.includes('=') && word.missing.length === 0)
        throw unreadable(
          `The cookies stand in the file ${shown(word)}, which is not read: write them into a header Cookie.`,
        )
      said.headers.push(['Cookie', word])
      return
    case 'data':
    case 'data-ascii':
    case 'data-binary':
    case 'json':
      said.data.push(bodyOf(word, input))
      if (name === 'json') said.isJson = true
      return
    case 'data-raw':
      said.data.push(known(word, 'The body'))
      return
    case 'data-urlencode':
      said.data.push(encoded(word))
      return
    case 'url-query':
      said.query.push(word.text.startsWith('+') ? known(word, 'The query').slice(1) : encoded(word))
      return
    case 'form':
    case 'form-string':
    case 'upload-file':
      throw unreadable(
        `The option ${written(name)} uploads parts or a file, which is not taken over: send it with curl and bring in what “curl -N” prints as a file.`,
      )
    case 'config':
      throw unreadable(
        `The options stand in the file ${shown(word)}, which is not read: write them into the command.`,
      )
    default:
      if (ofServer.has(name)) said.notes.push(serverNote(name))
      else if (!silent.has(name)) said.ignored.add(written(name))
  }
}

/** `Name: value`; `Name;` is a header without a value, `Name:` takes away one of curl's own. */
function takeHeader(said: Said, word: Word): void {
  if (word.text.startsWith('@'))
    throw unreadable(
      `The headers stand in the file ${shown(word)}, which is not read: write them into the command.`,
    )
  const header = headerOf(word.text)
  if (header !== null) said.headers.push([header[0], { text: header[1], missing: word.missing }])
}

/** The body as it is given; `@-` is the here-document's. */
function bodyOf(word: Word, input: string | null): string {
  if (word.text === '@-' && input !== null) return input
  if (!word.text.startsWith('@')) return known(word, 'The body')
  throw unreadable(
    `The body stands in ${word.text === '@-' ? 'standard input' : `the file ${shown(word)}`}, which is not read: put its content in its place, or use “runlight watch URL --body ${word.text === '@-' ? '-' : '@FILE'}”.`,
  )
}

/** `content`, `=content` or `name=content`, of which the content is encoded. */
function encoded(word: Word): string {
  const text = known(word, 'The body')
  const at = text.search(/[=@]/)
  if (text[at] === '@')
    throw unreadable('A part of the body stands in a file, which is not read: put its content in its place.')
  return at < 0
    ? encodeURIComponent(text)
    : `${text.slice(0, at + 1)}${encodeURIComponent(text.slice(at + 1))}`.replace(/^=/, '')
}

function requestsOf(said: Said): readonly PastedRequest[] {
  if (said.urls.length === 0) throw unreadable('This curl command has no URL: copy it whole.')
  return said.urls.map((url) => requestOf(said, url))
}

function requestOf(said: Said, given: string): PastedRequest {
  // Without a scheme curl takes http (its manual, “URL”).
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `http://${given}`
  const { url, authorization } = splitCredentials(whole)
  const body = said.isGet || said.data.length === 0 ? null : said.data.join(said.isJson ? '' : '&')
  const method = said.method ?? (said.isHead ? 'HEAD' : body === null ? 'GET' : 'POST')
  const { headers, notes } = knownHeaders(said.headers)
  const more: Headers = [
    ...(authorization === null || hasHeader(headers, 'authorization')
      ? []
      : [['Authorization', authorization] as const]),
    ...(body === null || hasHeader(headers, 'content-type') ? [] : [['Content-Type', typeOf(said)] as const]),
    ...(said.isJson && !hasHeader(headers, 'accept') ? [['Accept', 'application/json'] as const] : []),
  ]
  const ignored = [...said.ignored]
  return {
    method,
    url: withQuery(url, [...said.query, ...(said.isGet ? said.data : [])]),
    headers: [...headers, ...more],
    body,
    notes: [
      ...notes,
      ...said.notes,
      ...(ignored.length === 0 ? [] : [`Not taken over: ${ignored.join(', ')}.`]),
    ],
  }
}

function typeOf({ isJson }: Said): string {
  return isJson ? 'application/json' : 'application/x-www-form-urlencoded'
}

function withQuery(url: string, pairs: readonly string[]): string {
  if (pairs.length === 0) return url
  const [plain = ''] = url.split('#')
  return `${plain}${plain.includes('?') ? '&' : '?'}${pairs.join('&')}`
}

function serverNote(name: string): string {
  return `${written(name)} is not taken over: proxies and certificates are settings of a server.`
}

function written(name: string): string {
  const clean = name.replace(/[^\w.-]/g, '').slice(0, 40)
  return name.startsWith('-') ? clean : `--${clean}`
}

/** A file's name, which may be a secret that was meant otherwise: its last part, cut. */
function shown({ text }: Word): string {
  return text.replace(/^@/, '').split(/[\\/]/).at(-1)?.slice(0, 60) ?? ''
}
