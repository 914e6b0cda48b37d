// What a person names as the thing to watch: a URL, with or without its scheme, or the id of a job. Pure. One place, because
// what is pasted into the window and written on the command line must mean the same. No message repeats what was given: a
// pasted command has tokens in it.

import { gradeOf } from '../secrets/secret-names.ts'
import { urlProblem } from './url-problem.ts'

export type Target =
  | { readonly type: 'url'; readonly url: string }
  | { readonly type: 'id'; readonly id: string }
  | { readonly type: 'wrong'; readonly problem: string }

const command = /^\s*(?:[$#>]\s*)?(?:curl|wget|https?)(?:\.exe)?\s+\S/i
const spacesMessage = 'A URL has no spaces: paste one URL a line, and write a space in it as %20.'
const scheme = /^[a-z][a-z0-9+.-]*:\/\//i
/** A host with its port or a name of several parts, `localhost`, or an address, as it begins a URL without a scheme. */
const host =
  /^(?:localhost|\[[\da-f:.]+\]|\d{1,3}(?:\.\d{1,3}){3}|(?:[\p{L}\p{N}_-]+\.)+\p{L}[\p{L}\p{N}-]+|[\w-]+(?=:\d))(?::\d{1,5})?(?:[/?#]|$)/iu
/** A user name, mostly with a password, as it stands before a host. */
const login = /^[^\s/?#@'"`]+@/
/** `https:/x`, `http//x`: a scheme with signs missing. */
const brokenScheme = /^https?(?::\/(?!\/)|\/\/|:(?=[^\d/]))/i
/** `Authorization:…` as a header is written on a command line, without a space. */
const headerLine = /^([\w-]+):\S/
const nameAlone = /^[\w.-]+$/
/** Hosts that most often have no certificate: this computer, private networks, names without a dot. */
const nearby =
  /^(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[|[\w-]+(?::|\/|$)|[\w.-]+\.(?:local|lan|internal|test)(?::|\/|$))/i

const commandMessage =
  'This is a command: “Add a run” and “runlight watch --curl -” read a curl command whole; of any other, take only the URL.'

/** Reads one word or line of what a person wants to watch. */
export function readTarget(text: string): Target {
  const given = text.trim()
  // A command has a URL somewhere in it, and its first word may look like an id.
  if (command.test(given)) return { type: 'wrong', problem: commandMessage }
  const url = scheme.test(given) ? given : withScheme(given.replace(/^\/\//, ''))
  const problem = url === null ? idProblem('An id', given) : /\s/u.test(url) ? spacesMessage : urlProblem(url)
  if (problem !== null) return { type: 'wrong', problem }
  return url === null ? { type: 'id', id: given } : { type: 'url', url }
}

/**
 * `localhost:8000/x` with its scheme in front; null for what is no URL. A name alone is none: it may as well be an id, and
 * so may `run:128`.
 */
function withScheme(text: string): string | null {
  const place = text.replace(login, '')
  if (!host.test(place) || /[\s'"`]/.test(text)) return null
  // `me@a.example` is as likely a name; with a password or a path it is a URL, and refused as one with credentials.
  if (place !== text) return /^[^@]*:/.test(text) || !nameAlone.test(place) ? `https://${text}` : null
  if (nameAlone.test(text) && !/^localhost$/i.test(text)) return null
  if (/^[\w-]+:\d{1,5}$/.test(text) && !/^localhost:/i.test(text)) return null
  return `${nearby.test(text) ? 'http' : 'https'}://${text}`
}

/** What is wrong with `value` as the id of a job, in one sentence that does not repeat it; null where nothing is. */
export function idProblem(label: string, value: string): string | null {
  if (command.test(value)) return commandMessage
  if (/^[^\s/@:]+:[^\s/@]+@[^\s@]/.test(value))
    return `${label} has no password in it: give credentials to the server instead.`
  const header = headerLine.exec(value)?.[1]
  if (header !== undefined && gradeOf(header) === 'certain')
    return `${label} is not a header: give it as a header of the run.`
  if (brokenScheme.test(value) || value.startsWith('//'))
    return `${label} is not a URL: write a URL whole, like https://example.com/events.`
  if (value.includes('://')) return `${label} is not a URL: paste a URL whole, without anything beside it.`
  if (/\s/u.test(value))
    return `${label} has no spaces: put several on lines of their own, or commas between.`
  if (/['"`‘’“”]/u.test(value)) return `${label} has no quotes: take them away.`
  return value.startsWith('-') ? `${label} does not begin with “-”.` : null
}
