// A request as HTTP/1.1 writes it (RFC 9112, 3 and 5), as browsers show an HTTP/2 one with its pseudo-headers, and as `.http`
// files of editors have it, `###` between two of them.

import { readTarget } from '../../core/kind/targets.ts'
import { type Headers, hasHeader } from './curl-headers.ts'
import { type PastedRequest, splitCredentials } from './pasted.ts'
import { unreadable } from './words/word.ts'

/** A name, its colon and its value; a pseudo-header's name begins with another. */
const headLine = /^(:?[!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:(:)\s*(.*))?$/
const requestLine = /^([A-Z]{3,20})[ \t]+(\S+)(?:[ \t]+HTTP\/[\d.]+)?$/

/** The requests of `text`. Throws what cannot be read, with what to do. */
export function readHttpText(text: string): readonly PastedRequest[] {
  return linesOf(text)
    .join('\n')
    .split(/^###.*$/m)
    .filter((part) => part.trim() !== '')
    .map(readOne)
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/)
}

function readOne(text: string): PastedRequest {
  const lines = text.split('\n')
  const first = lines.findIndex((line) => line.trim() !== '' && !/^(?:#|\/\/|@)/.test(line))
  const start = lines.slice(Math.max(0, first))
  const line = requestLine.exec((start[0] ?? '').trim())
  const end = start.findIndex((one) => one.trim() === '')
  const head = start.slice(line === null ? 0 : 1, end < 0 ? undefined : end)
  const { headers, pseudo } = readHead(head)
  const body =
    end < 0
      ? ''
      : start
          .slice(end + 1)
          .join('\n')
          .replace(/\n+$/, '')
  const method = line?.[1] ?? pseudo.get('method') ?? 'GET'
  const { url, authorization } = splitCredentials(
    urlOf(line?.[2] ?? pseudo.get('path') ?? '', headers, pseudo),
  )
  return {
    method,
    url,
    headers: [
      ...headers.filter(([name]) => name.toLowerCase() !== 'host'),
      ...(authorization === null || hasHeader(headers, 'authorization')
        ? []
        : [['Authorization', authorization] as const]),
    ],
    body: body === '' ? null : body,
    notes: [],
  }
}

/** Headers and pseudo-headers; a browser's panel has each value on a line of its own. */
function readHead(lines: readonly string[]): {
  readonly headers: Headers
  readonly pseudo: ReadonlyMap<string, string>
} {
  const headers: [string, string][] = []
  const pseudo = new Map<string, string>()
  for (let i = 0; i < lines.length; i++) {
    const line = (lines[i] ?? '').trim()
    const [, name, colon, value = ''] = headLine.exec(line) ?? []
    if (name === undefined || (colon === undefined && !name.startsWith(':')))
      throw unreadable(
        `Line ${i + 1} of the head is no header: write it as Name: value, and leave an empty line before the body.`,
      )
    const next = (lines[i + 1] ?? '').trim()
    const isBelow = value === '' && next !== '' && (name.startsWith(':') || !headLine.test(next))
    if (isBelow) i++
    const given = isBelow ? next : value
    if (name.startsWith(':')) pseudo.set(name.slice(1), given)
    else headers.push([name, given])
  }
  return { headers, pseudo }
}

/** The target may be a whole URL, or a path of the host that a header names (RFC 9112, 3.2). */
function urlOf(target: string, headers: Headers, pseudo: ReadonlyMap<string, string>): string {
  if (/^https?:\/\//i.test(target)) return target
  const host = pseudo.get('authority') ?? headers.find(([name]) => name.toLowerCase() === 'host')?.[1]
  if (host === undefined || !target.startsWith('/'))
    throw unreadable('This request does not say where it goes: give it a whole URL or a header Host.')
  const scheme = pseudo.get('scheme')
  if (scheme !== undefined) return `${scheme}://${host}${target}`
  const read = readTarget(`${host}${target}`)
  return read.type === 'url' ? read.url : `https://${host}${target}`
}
