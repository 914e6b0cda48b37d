// The grammar of `runlight://` links. Anybody can write one and a click hands it over, so each form only opens what is here
// already (a run, an event of it, the run at a moment, a search, a hub that was added) or fills in the form that adds a run or a
// hub. None sends a request to a server that no person has chosen, and no link carries a header, a credential, a parameter of its
// own or a file.
//
//   runlight://run/7
//   runlight://run/7/event/394
//   runlight://run/5c9f2f0e-6c2b-4d7a-9a52-0f6d7c1e8b03   (what a tap calls it: X-Runlight-Run)
//   runlight://run/7/at/1768388590042
//   runlight://search?q=level%3Aerror
//   runlight://add?url=https%3A%2F%2Fapi.example%2Fv1%2Fflashcards%2Fruns%2F9%2Fevents
//   runlight://hub?url=https%3A%2F%2Fhub.example.com

import { strictPercentDecode } from '../basics/percent.ts'
import { urlProblem } from '../kind/url-problem.ts'
import { readHubAddress } from '../team/hub-address.ts'

export const linkScheme = 'runlight'

/** What is here already and can be linked to. `at`: epoch ms. */
export type Place =
  | { readonly type: 'run'; readonly run: number }
  | { readonly type: 'event'; readonly run: number; readonly seq: number }
  | { readonly type: 'moment'; readonly run: number; readonly at: number }
  | { readonly type: 'search'; readonly query: string }

/** `named`: the run that a tap has given this name, in the header `X-Runlight-Run`. */
export type DeepLink =
  | Place
  | { readonly type: 'named'; readonly uid: string }
  | { readonly type: 'add'; readonly url: string }
  /** As in `https://hub.example.com`: nothing else of an address. */
  | { readonly type: 'hub'; readonly origin: string }

/** UTF-16 units. Longer links are refused; systems do not pass them on whole. */
const longest = 2_048

const runForm = /^runlight:\/\/run\/([1-9]\d{0,9})(?:\/(event|at)\/([1-9]\d{0,14}))?\/?$/
/** RFC 9562, 4. */
const namedForm = /^runlight:\/\/run\/([\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12})\/?$/
/** Only unreserved characters and escapes (RFC 3986, 2.1 and 2.3): what the value holds cannot end it. */
const valueForm = /^runlight:\/\/(add|search|hub)\/?\?(url|q)=((?:[\w.~-]|%[0-9A-Fa-f]{2})+)$/

/** The link that `text` is; null for everything else. Never throws. */
export function parseDeepLink(text: string): DeepLink | null {
  if (text.length > longest) return null
  const [, run, part, number] = runForm.exec(text) ?? []
  if (run !== undefined) {
    if (part === undefined) return { type: 'run', run: Number(run) }
    return part === 'event'
      ? { type: 'event', run: Number(run), seq: Number(number) }
      : { type: 'moment', run: Number(run), at: Number(number) }
  }
  const [, uid] = namedForm.exec(text) ?? []
  if (uid !== undefined) return { type: 'named', uid }
  const [, form, name, given = ''] = valueForm.exec(text) ?? []
  const value = strictPercentDecode(given)
  if (value === null) return null
  if (form === 'search' && name === 'q') return searchOf(value)
  if (name !== 'url') return null
  return form === 'add' ? addOf(value) : form === 'hub' ? hubOf(value) : null
}

/** The link to `place`; null where that is too long for one. */
export function formatDeepLink(place: Place): string | null {
  const text = placeOf(place)
  return text.length <= longest ? text : null
}

/** The link to the hub at `origin`. */
export function formatHubLink(origin: string): string {
  return `${linkScheme}://hub?url=${escaped(origin)}`
}

function placeOf(place: Place): string {
  switch (place.type) {
    case 'run':
      return `${linkScheme}://run/${place.run}`
    case 'event':
      return `${linkScheme}://run/${place.run}/event/${place.seq}`
    case 'moment':
      return `${linkScheme}://run/${place.run}/at/${place.at}`
    case 'search':
      return `${linkScheme}://search?q=${escaped(place.query)}`
  }
}

function addOf(url: string): DeepLink | null {
  if (!/^https?:\/\/[^/]/.test(url) || /[\p{Cc}\p{Cf}\p{Z}]/u.test(url)) return null
  return urlProblem(url) === null ? { type: 'add', url } : null
}

/** A token in the address would be on the command line, for all of this computer to read: such a link is none. */
function hubOf(url: string): DeepLink | null {
  const read = readHubAddress(url)
  if ('problem' in read || (url !== read.origin && url !== `${read.origin}/`)) return null
  return { type: 'hub', origin: read.origin }
}

function searchOf(query: string): DeepLink | null {
  return query.trim() === '' || /[\p{Cc}\p{Cf}]/u.test(query) ? null : { type: 'search', query }
}

/** As `encodeURIComponent`, which leaves a few reserved characters as they are. */
function escaped(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
