// The grammar of `runlight://` links. Anybody can write one and a click hands it over, so there are two forms only: one
// opens an existing run, the other fills in the form that adds one. Neither sends a request, and no link carries a
// header, a credential, a parameter of its own or a file.
//
//   runlight://run/7
//   runlight://add?url=https%3A%2F%2Fapi.example%2Fv1%2Fflashcards%2Fruns%2F9%2Fevents

import { urlProblem } from '../kind/urls.ts'

export const linkScheme = 'runlight'

export type DeepLink =
  | { readonly type: 'run'; readonly run: number }
  | { readonly type: 'add'; readonly url: string }

/** UTF-16 units. Longer links are refused; systems do not pass them on whole. */
const longest = 2_048

const runForm = /^runlight:\/\/run\/([1-9]\d{0,9})\/?$/
/** Only unreserved characters and escapes (RFC 3986, 2.1 and 2.3): what the value holds cannot end it. */
const addForm = /^runlight:\/\/add\/?\?url=((?:[\w.~-]|%[0-9A-Fa-f]{2})+)$/

/** The link that `text` is; null for everything else. Never throws. */
export function parseDeepLink(text: string): DeepLink | null {
  if (text.length > longest) return null
  const run = runForm.exec(text)?.[1]
  if (run !== undefined) return { type: 'run', run: Number(run) }
  const escaped = addForm.exec(text)?.[1]
  const url = escaped === undefined ? null : decode(escaped)
  if (url === null || !/^https?:\/\/[^/]/.test(url) || /[\p{Cc}\p{Cf}\p{Z}]/u.test(url)) return null
  return urlProblem(url) === null ? { type: 'add', url } : null
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
