// PowerShell's web requests as browsers and people write them: `Invoke-WebRequest` and `Invoke-RestMethod` with their session,
// and `curl.exe` with PowerShell's quotes.

import { readCurl } from './curl.ts'
import { hasHeader } from './curl-headers.ts'
import { known, knownHeaders, type PastedRequest, splitCredentials } from './pasted.ts'
import { createReader, isWord, type Reader, type Value } from './words/powershell.ts'
import { unreadable, type Variables, type Word } from './words/word.ts'

const webCommand = /^(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm)\b/i
/** Chrome writes the pseudo-headers of HTTP/2 among the others; no request of HTTP/1.1 has them. */
const pseudo = /^(?:authority|method|path|scheme|:.*)$/i
/** Parameters that say nothing of the request, or nothing that is taken over; those of the first line take no value. */
const switches =
  /^(?:UseBasicParsing|UseDefaultCredentials|SkipCertificateCheck|SkipHeaderValidation|PassThru|Resume|DisableKeepAlive|Verbose)$/i

/** Whether `text` has one of PowerShell's web requests in it, or curl's with a backtick at a line's end. */
export function isPowerShell(text: string): boolean {
  if (/(?:^|[\s;=(|])(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm)\s/i.test(text)) return true
  const at = text.search(/(?:^|\s)curl(?:\.exe)?\s/)
  return at >= 0 && Math.max(text.lastIndexOf('`\n'), text.lastIndexOf('`\r\n')) > at
}

/** The requests of the script, in order. Throws what cannot be read, with what to do. */
export function readPowerShell(text: string, given: Variables): readonly PastedRequest[] {
  const variables = new Map<string, Value>(
    [...given].map(([name, value]) => [`env:${name.toLowerCase()}`, { text: value, missing: [] }]),
  )
  const reader = createReader(text, variables)
  const requests: PastedRequest[] = []
  for (;;) {
    reader.skip(true)
    if (reader.isAtEnd()) return requests
    // A response that is kept in a variable is asked for all the same.
    const assigned = reader.take(/^\$(\w+)\s*=\s*/)
    if (reader.take(webCommand) !== null) requests.push(readCommand(reader))
    else if (reader.take(/^curl(?:\.exe)?\s/i) !== null) requests.push(...readCurlExe(reader))
    else if (assigned !== null) variables.set((assigned[1] ?? '').toLowerCase(), reader.value())
    else if (!setMember(reader, variables)) reader.leaveStatement()
  }
}

/** `$x.Name = …`, `$x["name"] = …`, `$x.Add("name", …)` and `$session.Cookies.Add(cookie)`. */
function setMember(reader: Reader, variables: Map<string, Value>): boolean {
  const owner = reader.take(/^\$(\w+)(?=[.[])/)?.[1]?.toLowerCase()
  if (owner === undefined) return false
  const known = variables.get(owner)
  const members = new Map<string, Value>(known instanceof Map ? known : [])
  const put = (name: string, value: Value) => variables.set(owner, members.set(name, value))
  const property = reader.take(/^(?:\.(\w+)|\[["']([^"']+)["']\])\s*=\s*/)
  if (property !== null) {
    put(property[1] ?? property[2] ?? '', reader.value())
    return true
  }
  const cookies = reader.take(/^\.Cookies\.Add\(/i)
  if (cookies !== null) {
    const [cookie] = asList(reader.list())
    put('Cookies', [...asList(members.get('Cookies')), ...(cookie === undefined ? [] : [cookie])])
    return true
  }
  if (reader.take(/^\.Add\(/i) === null) return false
  const [name, value] = asList(reader.list())
  if (isWord(name) && value !== undefined) put(name.text, value)
  return true
}

function asList(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : []
}

function readCommand(reader: Reader): PastedRequest {
  const said = new Map<string, Value>()
  const notes: string[] = []
  for (;;) {
    reader.skip()
    if (reader.isAtEnd() || reader.take(/^(?=[\r\n;|)])/) !== null) {
      reader.leaveStatement()
      return requestOf(said, notes)
    }
    const name = reader.take(/^-([A-Za-z]\w*)(?=[\s:]|$):?/)?.[1]
    if (name === undefined) {
      const value = reader.value()
      if (!said.has('uri')) said.set('uri', value)
    } else if (!switches.test(name)) {
      reader.skip()
      said.set(name.toLowerCase(), reader.value())
    } else if (/^SkipCertificateCheck$/i.test(name))
      notes.push('-SkipCertificateCheck is not taken over: certificates are settings of a server.')
  }
}

const taken = new Set([
  'uri',
  'method',
  'custommethod',
  'headers',
  'body',
  'contenttype',
  'websession',
  'useragent',
  'authentication',
  'token',
  'outfile',
  'timeoutsec',
  'maximumredirection',
  'sessionvariable',
])

function requestOf(said: ReadonlyMap<string, Value>, given: readonly string[]): PastedRequest {
  const word = (name: string): Word | null => {
    const value = said.get(name)
    return isWord(value) ? value : null
  }
  if (said.has('form') || said.has('infile'))
    throw unreadable(
      'This request uploads a form or a file, which is not taken over: paste one whose body is a text.',
    )
  const uri = word('uri')
  if (uri === null) throw unreadable('This web request has no -Uri: copy it whole.')
  const { url, authorization } = splitCredentials(known(uri, 'The URL'))
  const session = said.get('websession')
  const asked = word('custommethod') ?? word('method')
  const method = (asked === null ? 'GET' : known(asked, 'The method')).toUpperCase()
  const body = bodyOf(said.get('body'))
  const { headers, notes } = knownHeaders([
    ...pairsOf(said.get('headers')).filter(([name]) => !pseudo.test(name)),
    ...(word('useragent') === null ? [] : [['User-Agent', word('useragent') as Word] as const]),
    ...sessionHeaders(session),
  ])
  const type = word('contenttype')
  const isForm = body !== null && method !== 'GET'
  const others = [...said.keys()].filter((name) => !taken.has(name))
  return {
    method,
    url: body !== null && method === 'GET' ? `${url}${url.includes('?') ? '&' : '?'}${body}` : url,
    headers: [
      ...headers,
      ...(authorization === null ? [] : [['Authorization', authorization] as const]),
      ...(type === null ? [] : [['Content-Type', known(type, 'The content type')] as const]),
      ...(isForm && type === null && !hasHeader(headers, 'content-type')
        ? [['Content-Type', 'application/x-www-form-urlencoded'] as const]
        : []),
    ],
    body: method === 'GET' ? null : body,
    notes: [
      ...notes,
      ...given,
      ...(said.has('token') ? ['The token is left out: add it as a header Authorization.'] : []),
      ...(others.length === 0 ? [] : [`Not taken over: ${others.map((name) => `-${name}`).join(', ')}.`]),
    ],
  }
}

function pairsOf(value: Value | undefined): readonly (readonly [string, Word])[] {
  if (!(value instanceof Map)) return []
  return [...(value as ReadonlyMap<string, Value>)].flatMap(([name, one]) =>
    isWord(one) ? [[name, one] as const] : [],
  )
}

/** A hash table is sent as a form, as PowerShell does with it. */
function bodyOf(value: Value | undefined): string | null {
  if (value === undefined) return null
  if (isWord(value)) return known(value, 'The body')
  return new URLSearchParams(
    pairsOf(value).map(([name, one]): [string, string] => [name, known(one, 'The body')]),
  ).toString()
}

/** What the session that Chrome writes carries: its user agent, and its cookies as one header. */
function sessionHeaders(session: Value | undefined): readonly (readonly [string, Word])[] {
  if (!(session instanceof Map)) return []
  const members: ReadonlyMap<string, Value> = session
  const agent = members.get('UserAgent')
  const cookies = asList(members.get('Cookies')).flatMap((cookie) => {
    const [name, value] = asList(cookie)
    return isWord(name) && isWord(value)
      ? [{ text: `${name.text}=${value.text}`, missing: value.missing }]
      : []
  })
  return [
    ...(isWord(agent) ? [['User-Agent', agent] as const] : []),
    ...(cookies.length === 0
      ? []
      : [
          [
            'Cookie',
            {
              text: cookies.map(({ text }) => text).join('; '),
              missing: cookies.flatMap(({ missing }) => missing),
            },
          ] as const,
        ]),
  ]
}

/** Words to the statement's end. Windows PowerShell gives `\"` of a text on to a program as a quote. */
function readCurlExe(reader: Reader): readonly PastedRequest[] {
  const words: Word[] = [{ text: 'curl', missing: [] }]
  for (;;) {
    reader.skip()
    if (reader.isAtEnd() || reader.take(/^(?=[\r\n;|)])/) !== null) {
      reader.leaveStatement()
      return readCurl([{ words, input: null }])
    }
    const value = reader.value()
    if (!isWord(value)) throw unreadable('This command has a word that is no text: write it as plain text.')
    words.push({ ...value, text: value.text.replaceAll('\\"', '"') })
  }
}
