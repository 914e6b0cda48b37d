// What a person pasted: URLs, or ids for the kind that is chosen. Pure.

import type { KindInfo, Output } from '../../core/contract/contract.ts'
import { type Draft, manyField, newDraft, splitMany, withValue } from './draft.ts'

export type Match = Output<'kinds.match'>[number]

export type Pasted =
  | { readonly type: 'nothing' }
  | { readonly type: 'urls'; readonly urls: readonly string[] }
  | { readonly type: 'ids'; readonly ids: readonly string[] }

/** The most URLs that are looked at in one go. */
const mostUrls = 100

/** Reads `text`: URLs if each part is one, ids otherwise. A single URL may hold commas and is left whole. */
export function readPaste(text: string): Pasted {
  const lines = text.split(/\s+/).filter((part) => part !== '')
  if (lines.length === 0) return { type: 'nothing' }
  if (lines.every((line) => /^https?:\/\//i.test(line)))
    return { type: 'urls', urls: lines.slice(0, mostUrls) }
  return { type: 'ids', ids: splitMany(text) }
}

/** The form that `match` fills in. */
export function draftOfMatch(match: Match, kind: KindInfo): Draft {
  const empty = newDraft(kind, match.serverId)
  return {
    ...empty,
    baseUrl: match.serverId === null ? match.baseUrl : '',
    values: { ...empty.values, ...match.params },
  }
}

/**
 * The form for several URLs: those that mean the same kind at the same place and differ in one field only become values
 * of that field. `left` are the URLs that do not fit and are not part of it.
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
    match !== undefined && likeness(match, name) === likeness(first, name)
  const kept = many === undefined ? found.slice(0, 1) : found.filter(({ match }) => fits(match))
  const values = kept.map(({ match }) => match?.params[name] ?? '').filter((value) => value !== '')
  const draft = draftOfMatch(first, kind)
  return {
    draft: many === undefined ? draft : withValue(draft, name, [...new Set(values)].join(', ')),
    left: found.filter((one) => !kept.includes(one)).map(({ url }) => url),
  }
}

/** Everything of a match but the value of the field `except`. */
function likeness({ kind, serverId, baseUrl, params }: Match, except: string): string {
  const others = Object.entries(params).filter(([name]) => name !== except)
  return JSON.stringify([kind, serverId, baseUrl, others.sort()])
}
