// Names of fields and parameters that say that their value is a credential. Some say it for certain (`password`); others
// are everyday words (`token` is also a piece of a model's answer) and count only where the value looks like a credential.

import { isSecretName } from '../../redact.ts'

const certain =
  /(^|[-_.])(pass(word|wd|phrase)?|passwd|pwd|(client[-_]?)?secret([-_]?(key|access[-_]?key))?|api[-_]?key|apikey|(access|refresh|auth|id|bearer|session|csrf|xsrf)[-_]?token|private[-_]?key|access[-_]?key|credentials?|(proxy[-_]?)?authorization|(set[-_]?)?cookies?2?)$/i

/** `refreshToken` and `X-Api-Key` as `refresh_Token` and `X-Api-Key`: words apart. */
function apart(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1_$2')
}

/** Longer names are no names. */
const longestName = 128

type Says = { readonly certain: boolean; readonly perhaps: boolean }
const nothing: Says = { certain: false, perhaps: false }

/** A stream has few names and says them in every event: each is looked at once. */
const seen = new Map<string, Says>()
const keptNames = 2_000

function says(name: string): Says {
  const known = seen.get(name)
  if (known !== undefined) return known
  if (name.length > longestName) return nothing
  const said = { certain: certain.test(apart(name)), perhaps: isSecretName(name) }
  if (seen.size < keptNames) seen.set(name, said)
  return said
}

/** Whether any value under this name is a credential. */
export function namesCredential(name: string): boolean {
  return says(name).certain
}

/** Whether a value under this name is one where it also looks like one. */
export function mayNameCredential(name: string): boolean {
  return says(name).perhaps
}

/** One word without spaces, of sixteen characters or more, letters and digits mixed: a token rather than a text. */
export function looksLikeCredential(value: string): boolean {
  return /^[\w\-+/=.~%:|]{16,8192}$/.test(value) && /\d/.test(value) && /[a-z]/i.test(value)
}
