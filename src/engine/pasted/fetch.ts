// `fetch(…)` and `new EventSource(…)` as browsers copy them and as people write them. The text is parsed by acorn and never
// run (docs/decisions/023-copied-requests.md): what it computes beyond what is written down is not known here.

import { type AnyNode, type Program, parse } from 'acorn'
import { hasHeader } from './curl-headers.ts'
import { known, knownHeaders, type PastedRequest, splitCredentials } from './pasted.ts'
import { calleeOf, isWord, type Names, namesOf, type ScriptValue, valueIn, walk } from './script-values.ts'
import { unreadable, type Word } from './words/word.ts'

/** The requests of the script, in order. Throws what cannot be read, with what to do. */
export function readScript(text: string): readonly PastedRequest[] {
  const program = parseScript(text)
  const names = namesOf(program)
  const requests: PastedRequest[] = []
  walk(program, (node) => {
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return
    const name = calleeOf(node.callee).replace(/^(?:window|globalThis|self)\./, '')
    const isSource = node.type === 'NewExpression' && name === 'EventSource'
    if (name === 'fetch' || isSource) requests.push(requestOf(node.arguments, names, isSource))
  })
  return requests
}

function parseScript(text: string): Program {
  const options = {
    ecmaVersion: 'latest',
    allowAwaitOutsideFunction: true,
    allowReturnOutsideFunction: true,
    allowHashBang: true,
  } as const
  for (const sourceType of ['module', 'script'] as const) {
    try {
      return parse(text, { ...options, sourceType })
    } catch {
      // The other may do; if not, it is said below.
    }
  }
  throw unreadable('This script cannot be parsed: copy the call whole, from “fetch(” to its closing bracket.')
}

function requestOf(given: readonly AnyNode[], names: Names, isSource: boolean): PastedRequest {
  const [target, init] = given
  if (target === undefined) throw unreadable('This call has no URL: copy it whole.')
  const isRequest = target.type === 'NewExpression' && calleeOf(target.callee).endsWith('Request')
  if (isRequest) return requestOf(target.arguments, names, isSource)
  const address = valueIn(target, names)
  if (!isWord(address)) throw unreadable('The URL of this call is computed: write it in its place.')
  const { url, authorization } = splitCredentials(known(address, 'The URL'))
  const options: ScriptValue = init === undefined ? new Map() : valueIn(init, names)
  if (!(options instanceof Map))
    throw unreadable('The options of this call are computed: write them in their place.')
  const settings: ReadonlyMap<string, ScriptValue> = options
  const body = bodyOf(settings.get('body'), init)
  const asked = settings.get('method')
  const method = isWord(asked) && !isSource ? known(asked, 'The method').toUpperCase() : 'GET'
  const { headers, notes } = knownHeaders(headersOf(settings.get('headers')))
  const referrer = settings.get('referrer')
  return {
    method,
    url,
    headers: [
      ...headers,
      ...(authorization === null ? [] : [['Authorization', authorization] as const]),
      ...(isWord(referrer) && /^https?:/.test(referrer.text) && !hasHeader(headers, 'referer')
        ? [['Referer', known(referrer, 'The referrer')] as const]
        : []),
    ],
    body,
    notes: [...notes, ...cookieNote(settings.get('credentials') ?? settings.get('withCredentials'), headers)],
  }
}

/** Pairs of an object or of an array of pairs. */
function headersOf(value: ScriptValue): readonly (readonly [string, Word])[] {
  const pairs = value instanceof Map ? [...value] : Array.isArray(value) ? value : []
  return pairs.flatMap((pair: ScriptValue) => {
    const [name, one] = Array.isArray(pair) ? pair : []
    const header = isWord(name) ? name.text : name
    if (typeof header !== 'string') return []
    if (isWord(one)) return [[header, one] as const]
    return [
      [header, { text: String(one ?? ''), missing: one === undefined ? ['(expression)'] : [] }] as const,
    ]
  })
}

function bodyOf(value: ScriptValue, init: AnyNode | undefined): string | null {
  if (isWord(value)) return known(value, 'The body')
  if (value === null || init === undefined) return null
  const hasBody =
    init.type === 'ObjectExpression' &&
    init.properties.some(
      (property) =>
        property.type === 'Property' &&
        (property.key.type === 'Identifier' ? property.key.name : Object(property.key).value) === 'body',
    )
  if (!hasBody) return null
  throw unreadable('The body of this call is computed: write its text in its place.')
}

/** Browsers leave cookies out of what they copy as fetch. */
function cookieNote(
  credentials: ScriptValue,
  headers: readonly (readonly [string, string])[],
): readonly string[] {
  const sends = credentials === true || (isWord(credentials) && credentials.text === 'include')
  return sends && !hasHeader(headers, 'cookie')
    ? ['The browser sends its cookies with this: if the server needs them, add a header Cookie.']
    : []
}
