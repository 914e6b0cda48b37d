// Secrets in a path: what follows a name such as `/token/…`, and webhook addresses, whose path is the credential.
// Session ids stay: in a path they mostly name what is watched.

import { gradeOf, looksLikeCredential } from './secret-names.ts'

/** Slack's and what is built like it, Discord's, Teams' and Zapier's addresses, up to their secret part. */
const webhook =
  /(hooks\.slack\.com\/(?:services|workflows|triggers)\/|\/(?:services|workflows|triggers)\/(?=T[A-Z0-9]{2,24}\/[A-Z0-9]{2,40}\/)|\/webhooks\/\d{6,24}\/|\/webhookb2\/|hooks\.zapier\.com\/hooks\/catch\/)([^\s"'<>\\?#]{8,1024})/g
const behindName = /(\/([A-Za-z][\w.-]{1,40})\/)([^\s/?#"'<>\\&]{16,1024})/g

/** `text` with `put(secret)` in the place of each. */
export function replacePaths(text: string, put: (secret: string) => string): string {
  return text
    .replace(webhook, (_all, before: string, value: string) => `${before}${put(value)}`)
    .replace(behindName, (all, before: string, name: string, value: string) =>
      names(name) && looksLikeCredential(value) ? `${before}${put(value)}` : all,
    )
}

function names(name: string): boolean {
  const grade = gradeOf(name)
  return grade === 'certain' || (grade === 'likely' && !/^session/i.test(name))
}
