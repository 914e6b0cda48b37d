// One request of a HAR (HAR 1.2): an entry, or a whole file with one request in it, or with one whose answer was an event stream.

import { field, isJsonObject, type JsonObject } from '../../core/basics/json.ts'
import type { Headers } from './curl-headers.ts'
import { type PastedRequest, splitCredentials } from './pasted.ts'
import { unreadable } from './words/word.ts'

/** The entries in `text`; null where it is no HAR. */
export function entriesOf(text: string): readonly JsonObject[] | null {
  if (!/^\s*[[{]/.test(text)) return null
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return null
  }
  const log = isJsonObject(value) ? field(value, 'log') : undefined
  const entries = isJsonObject(log) ? field(log, 'entries') : Array.isArray(value) ? value : [value]
  const found = (Array.isArray(entries) ? entries : [])
    .filter(isJsonObject)
    .filter((entry) => requestIn(entry) !== null)
  return found.length === 0 ? null : found
}

/** The request that is meant. Throws where there are several, with what to do. */
export function readHar(entries: readonly JsonObject[]): readonly PastedRequest[] {
  const streams = entries.filter(isStream)
  const meant = entries.length === 1 ? entries : streams
  if (meant.length === 1) return meant.map(read)
  throw unreadable(
    `This HAR has ${entries.length.toLocaleString('en-US')} requests, ${streams.length} of them with an event stream: copy the one that is meant.`,
  )
}

/** An entry, or its `request` alone. */
function requestIn(entry: JsonObject): JsonObject | null {
  const request = field(entry, 'request')
  const one = isJsonObject(request) ? request : entry
  return typeof field(one, 'url') === 'string' && typeof field(one, 'method') === 'string' ? one : null
}

function isStream(entry: JsonObject): boolean {
  const response = field(entry, 'response')
  const content = isJsonObject(response) ? field(response, 'content') : undefined
  const type = isJsonObject(content) ? field(content, 'mimeType') : undefined
  const headers = isJsonObject(response) ? pairsOf(field(response, 'headers')) : []
  return [
    String(type),
    ...headers.filter(([name]) => /^content-type$/i.test(name)).map(([, value]) => value),
  ].some((one) => /^text\/event-stream/i.test(one))
}

function read(entry: JsonObject): PastedRequest {
  const request = requestIn(entry) ?? entry
  const { url, authorization } = splitCredentials(String(field(request, 'url')))
  const headers = pairsOf(field(request, 'headers')).filter(([name]) => !name.startsWith(':'))
  const cookies = pairsOf(field(request, 'cookies'))
  const lacksCookie = cookies.length > 0 && !headers.some(([name]) => /^cookie$/i.test(name))
  return {
    method: String(field(request, 'method')).toUpperCase(),
    url,
    headers: [
      ...headers,
      ...(authorization === null ? [] : [['Authorization', authorization] as const]),
      ...(lacksCookie
        ? [['Cookie', cookies.map(([name, value]) => `${name}=${value}`).join('; ')] as const]
        : []),
    ],
    body: bodyOf(field(request, 'postData')),
    notes: [],
  }
}

/** `text`, or else `params` as a form. */
function bodyOf(postData: unknown): string | null {
  if (!isJsonObject(postData)) return null
  const text = field(postData, 'text')
  if (typeof text === 'string' && text !== '') return text
  const params = pairsOf(field(postData, 'params'))
  return params.length === 0
    ? null
    : new URLSearchParams(params.map(([name, value]): [string, string] => [name, value])).toString()
}

function pairsOf(list: unknown): Headers {
  return (Array.isArray(list) ? list : []).filter(isJsonObject).flatMap((pair) => {
    const [name, value] = [field(pair, 'name'), field(pair, 'value')]
    return typeof name === 'string' && typeof value === 'string' ? [[name, value] as const] : []
  })
}
