// Parses pasted text: a copied request, URLs, or ids for the chosen kind. Pure.

import type { KindInfo, Output } from '../../core/contract/contract.ts'
import { requestForm } from '../../core/kind/request-form.ts'
import { readTarget } from '../../core/kind/targets.ts'
import { type Draft, manyField, newDraft, splitMany, withValue } from './draft.ts'

export type Match = Output<'kinds.match'>[number]
export type Copied = Output<'requests.read'>['requests'][number]

export type Pasted =
  | { readonly type: 'nothing' }
  | { readonly type: 'urls'; readonly urls: readonly string[] }
  /** A whole request, which the engine reads. */
  | { readonly type: 'request' }
  | { readonly type: 'ids'; readonly ids: readonly string[] }
  /** Neither: `problem` says what to do instead, and does not repeat the text. */
  | { readonly type: 'wrong'; readonly problem: string }

/** The maximum number of URLs at once. */
const maxUrls = 100

/** Parses `text`: URLs one a line or with spaces between (a URL may contain commas), or ids on lines or with commas between. */
export function readPaste(text: string): Pasted {
  if (text.trim() === '') return { type: 'nothing' }
  if (requestForm(text) !== null) return { type: 'request' }
  const urls = urlsOf(text.split(/\s+/).filter((part) => part !== ''))
  if (urls !== null) return { type: 'urls', urls: urls.slice(0, maxUrls) }
  const targets = splitMany(text).map(readTarget)
  for (const target of targets) if (target.type === 'wrong') return target
  const ids = targets.flatMap((target) => (target.type === 'id' ? [target.id] : []))
  if (ids.length === targets.length) return { type: 'ids', ids }
  return { type: 'wrong', problem: 'Paste URLs or ids, not both at once.' }
}

/** The URLs that `words` are; null where one of them is none. */
function urlsOf(words: readonly string[]): readonly string[] | null {
  const urls: string[] = []
  for (const word of words) {
    const target = readTarget(word)
    if (target.type !== 'url') return null
    urls.push(target.url)
  }
  return urls
}

/** The form filled in with `match`, which may have headers of a copied request. */
export function draftOfMatch(match: Match | Copied['matches'][number], kind: KindInfo): Draft {
  const empty = newDraft(kind, match.serverId)
  return {
    ...empty,
    ...('secretHeaders' in match ? { headers: match.headers, secretHeaders: match.secretHeaders } : {}),
    baseUrl: match.serverId === null ? match.baseUrl : '',
    values: { ...empty.values, ...match.params },
  }
}

/**
 * The form for several URLs: those of the same kind and server that differ only in the field for job ids become values of
 * that field. `left` are the other URLs.
 */
export function draftOfMatches(
  found: readonly { readonly url: string; readonly match: Match | undefined }[],
  kinds: readonly KindInfo[],
): { readonly draft: Draft; readonly left: readonly string[] } | null {
  const first = found.find(({ match }) => match !== undefined)?.match
  const kind = kinds.find((one) => one.id === first?.kind)
  if (first === undefined || kind === undefined) return null
  const many = manyField(kind)
  const name = many?.name ?? ''
  const fits = (match: Match | undefined) =>
    match !== undefined && keyWithout(match, name) === keyWithout(first, name)
  const kept = many === undefined ? found.slice(0, 1) : found.filter(({ match }) => fits(match))
  const values = kept.map(({ match }) => match?.params[name] ?? '').filter((value) => value !== '')
  const draft = draftOfMatch(first, kind)
  return {
    draft: many === undefined ? draft : withValue(draft, name, [...new Set(values)].join(', ')),
    left: found.filter((one) => !kept.includes(one)).map(({ url }) => url),
  }
}

/** A key of a match without the value of the field `except`. */
function keyWithout({ kind, serverId, baseUrl, params }: Match, except: string): string {
  const others = Object.entries(params).filter(([name]) => name !== except)
  return JSON.stringify([kind, serverId, baseUrl, others.sort()])
}
