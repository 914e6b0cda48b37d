// Tells whether a text is a whole request that was copied from somewhere, by its beginning alone. Pure and cheap: a form asks at
// every key. Reading it is the engine's.

/** `command`: curl's or PowerShell's; `script`: `fetch` or `EventSource`; `http`: as HTTP writes it; `har`: an entry or a file. */
export type RequestForm = 'command' | 'script' | 'http' | 'har'

/** Longer texts are looked at in their beginning. */
const longest = 20_000

const curl =
  /(?:^|[\n;&|(])[ \t]*(?:[$>%#]\s+|sudo\s+|time\s+)?(?:[A-Za-z_]\w{0,80}=[^\s;&|(]{0,2000}[ \t]+){0,20}(?:[^\s;&|(]{0,200}[\\/])?curl(?:\.exe)?[\s^]/i
const powerShell = /(?:^|[\s;=(|])(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm)\s/i
const script = /(?:^|[\s;=({.])(?:fetch|EventSource)\s*\(/
const requestLine =
  /^(?:###.*\n|\s)*[A-Z]{3,20}[ \t]+\S+(?:[ \t]+HTTP\/[\d.]+[ \t]*(?:\r?\n|$)|[ \t]*\r?\n[\w-]+:)/
const pseudoHeader = /^\s*:(?:authority|method|path|scheme)\b/
const har = /^\ufeff?\s*[[{][\s\S]*"(?:log|request|method)"\s*:/

/** The form of `text`; null where it is none of them, such as a URL. */
export function requestForm(text: string): RequestForm | null {
  const start = text.slice(0, longest)
  if (har.test(start)) return 'har'
  if (requestLine.test(start) || pseudoHeader.test(start)) return 'http'
  if (curl.test(start) || powerShell.test(start)) return 'command'
  return script.test(start) ? 'script' : null
}
