// What a request is to a kind: the settings that ask for it, told by the kind's own reading of it or by a documented address. A
// request that was copied, stored or seen on its way means the same everywhere, so it is read in this place alone.

import { formPairs } from '../basics/form-pairs.ts'
import { sameJson } from '../basics/json.ts'
import type { Kind, Params, Settings, StreamRequest } from './kind.ts'
import { matchKind } from './match-kind.ts'
import { checkParams } from './params.ts'
import { paramsInBody } from './params-in-body.ts'
import { baseUrlProblem } from './urls.ts'

/** A request as one of a kind; `params` are those that it gave. */
export type RequestAs = Settings & {
  /** The same with the form's defaults. */
  readonly checked: Params
  /** What the kind asks with them, by the same method. */
  readonly made: StreamRequest
  /** `made` is what was asked, headers apart. */
  readonly exact: boolean
  /** The address is a documented one; where that is all, `made` may lack something of the request. */
  readonly documented: boolean
}

/** `request` as one of `kind`, by the kind's own reading first; none where it can be no such request. Never throws. */
export function requestAs(kind: Kind, request: StreamRequest): readonly RequestAs[] {
  return [...guard(() => byOwnReading(kind, request)), ...guard(() => byAddress(kind, request))]
}

/** `request` as what `settings` ask for; none where they ask elsewhere, or by another method. Never throws. */
export function requestWith(kind: Kind, settings: Settings, request: StreamRequest): readonly RequestAs[] {
  return guard(() => asked(kind, settings, request, false))
}

function byOwnReading(kind: Kind, request: StreamRequest): readonly RequestAs[] {
  const settings = kind.settingsOf?.(request) ?? null
  return settings === null ? [] : asked(kind, settings, request, false)
}

function byAddress(kind: Kind, request: StreamRequest): readonly RequestAs[] {
  const match = matchKind(kind, request.url)
  if (match === null) return []
  const params = { ...match.params, ...paramsInBody(kind, match, request.body) }
  return asked(kind, { baseUrl: match.baseUrl, params }, request, true)
}

function asked(
  kind: Kind,
  { baseUrl, params }: Settings,
  request: StreamRequest,
  documented: boolean,
): readonly RequestAs[] {
  const checked = checkParams(kind.fields, params)
  if (!checked.ok || (kind.needsServer && baseUrlProblem(baseUrl) !== null)) return []
  const made = kind.request({ baseUrl, params: checked.params }, null)
  if (made.method !== request.method || new URL(made.url).origin !== new URL(request.url).origin) return []
  const exact = sameUrl(made.url, request.url) && sameBody(made.body, request.body)
  return [{ baseUrl, params, checked: checked.params, made, exact, documented }]
}

/** A kind that fails is not asked. */
function guard(find: () => readonly RequestAs[]): readonly RequestAs[] {
  try {
    return find()
  } catch {
    return []
  }
}

/** The order of a query's pairs is no difference. */
function sameUrl(one: string, other: string): boolean {
  const [a, b] = [new URL(one), new URL(other)]
  const pairs = ({ search }: URL) =>
    formPairs(search)
      .map((pair) => JSON.stringify(pair))
      .toSorted()
  return a.origin === b.origin && a.pathname === b.pathname && sameJson(pairs(a), pairs(b))
}

/** The same text, the same JSON, or the same pairs of a form. */
function sameBody(one: string | null, other: string | null): boolean {
  if (one === other || (one ?? '') === (other ?? '')) return true
  if (one === null || other === null) return false
  const [a, b] = [parse(one), parse(other)]
  if (a !== undefined && b !== undefined) return sameJson(a, b)
  return /^[^\s{["&=]+=[^\s]*$/.test(other) && sameJson(formPairs(one), formPairs(other))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
