// The values inside a stored credential that would give it away anywhere else: a server's answer, an error, a stack. By
// value, because a server may say them back under any name.

import { parseHeaderLines } from './headers.ts'
import { asText, field, isJsonObject, parseJsonObject } from './json.ts'
import { isSecretName } from './redact.ts'

/** Shorter pieces are words and numbers that stand in every text. */
const shortest = 6

/** What to look for, given a credential as it is stored: a token, a Cookie header's value, header lines, or a run's secret. */
export function secretValues(stored: string): readonly string[] {
  const packed = parseJsonObject(stored)
  const parts = packed === null ? valuesOf(stored) : packedValues(packed)
  const long = [...new Set(parts)].filter((part) => part.length >= shortest)
  const encoded = long.flatMap((part) => (part.isWellFormed() ? encodeURIComponent(part) : []))
  const quoted = long.map((part) => JSON.stringify(part).slice(1, -1))
  return [...new Set([...long, ...encoded, ...quoted])]
}

function packedValues(packed: Readonly<Record<string, unknown>>): string[] {
  const headers = asText(field(packed, 'headers'))
  const params = field(packed, 'params')
  const texts = isJsonObject(params) ? Object.values(params).flatMap((value) => asText(value) ?? []) : []
  return [...(headers === null ? [] : headerValues(headers)), ...texts.flatMap(parameterValues)]
}

/** A parameter was hidden for what is in it: the secret values of its query, headers, pairs or members. */
function parameterValues(text: string): string[] {
  const query = text.includes('?') ? text.slice(text.indexOf('?') + 1).replace(/#.*$/s, '') : ''
  const pairs = [...pairsOf(query), ...pairsOf(text.replaceAll(/\r\n|\r|\n/g, '&'))]
  const members = [...text.matchAll(/"((?:[^"\\]|\\.){0,200})"\s*:\s*"((?:[^"\\]|\\.){0,16384})"/g)].map(
    ([, name = '', value = '']): [string, string] => [name, value],
  )
  const named = [...pairs, ...members].flatMap(([name, value]) => (isSecretName(name) ? [value] : []))
  return [...named, ...(/^https?:/i.test(text) ? [] : headerValues(text))]
}

function pairsOf(query: string): [string, string][] {
  const pairs: [string, string][] = []
  new URLSearchParams(query).forEach((value, name) => {
    pairs.push([name, value])
  })
  return pairs
}

function headerValues(lines: string): string[] {
  const parsed = parseHeaderLines(lines)
  return parsed.ok ? parsed.headers.flatMap(([, value]) => valuesOf(value)) : []
}

/** A header's value: whole, without its scheme, and the values of its cookies. Lines of headers: each of them. */
function valuesOf(text: string): string[] {
  const lines = /[\r\n]|^[\w-]+: /.test(text) ? headerValues(text) : []
  const afterScheme = /^[A-Za-z]+ +(\S.*)$/.exec(text)?.[1]
  const cookies = text.split(/;\s*/).flatMap((pair) => {
    const at = pair.indexOf('=')
    return at > 0 ? [pair.slice(at + 1)] : []
  })
  return [text, ...lines, ...(afterScheme === undefined ? [] : [afterScheme]), ...cookies]
}
