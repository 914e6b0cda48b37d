// The values in a stored credential that must not appear anywhere else: in a server's answer, an error, a stack. By
// value, because a server may echo them under any name.

import { asText, field, isJsonObject, parseJsonObject } from '../basics/json.ts'
import { formDecode } from '../basics/percent.ts'
import { isShownHeader, parseHeaderLines } from './headers.ts'
import { mask } from './redact.ts'
import { redactParameter } from './redact-text.ts'
import { gradeOf, isSecretHeader, isSecretName } from './secret-names.ts'

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

/** A parameter was hidden for what is in it: exactly what its mask stands for, or the values of its header lines. */
function parameterValues(text: string): string[] {
  const hidden = hiddenParts(asAddress(text), redactParameter(text))
  return hidden.length > 0 ? hidden : headerValues(text)
}

/** An address as `redactUrl` writes it, but for the secrets. */
function asAddress(text: string): string {
  const trimmed = text.trim()
  if (!/^https?:/i.test(trimmed) || !URL.canParse(trimmed)) return /^\/\S*$/.test(trimmed) ? trimmed : text
  const { protocol, host, pathname, search } = new URL(trimmed)
  return `${protocol}//${host}${pathname}${search}`
}

/** What stands in `text` in the place of each mask of `shown`, as it is and decoded. */
function hiddenParts(text: string, shown: string): string[] {
  const parts: string[] = []
  const kept = shown.split(mask)
  let from = kept[0]?.length ?? 0
  for (const [i, next] of kept.slice(1).entries()) {
    const found = next === '' ? -1 : text.indexOf(next, from)
    const to = found < 0 ? text.length : found
    if (!isInnocent(kept[i] ?? '', text.slice(from, to))) parts.push(text.slice(from, to))
    from = to + next.length
  }
  return parts.flatMap((part) => [part, formDecode(part), unquote(part)])
}

/** `code=success` is hidden in an address, and `success` must not vanish from every text for that. */
function isInnocent(before: string, value: string): boolean {
  const name = /([\w.%[\]-]{1,80})=$/.exec(before)?.[1]
  return name !== undefined && gradeOf(formDecode(name)) === 'in-address' && isWord(value)
}

function isWord(value: string): boolean {
  return value.length < 16 && /^[A-Za-z]*$/.test(value)
}

function headerValues(lines: string): string[] {
  const parsed = parseHeaderLines(lines)
  if (!parsed.ok) return []
  return parsed.headers.flatMap(([name, value]) => {
    if (isShownHeader(name, value)) return []
    return isSecretHeader(name) || isSecretName(name) || !isWord(value) ? valuesOf(value) : []
  })
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

/** A string's text inside JSON, read. */
function unquote(text: string): string {
  if (!text.includes('\\')) return text
  try {
    return String(JSON.parse(`"${text}"`))
  } catch {
    return text
  }
}
