// What a hub's window shows while the hub cannot be reached, or takes its time: which hub, why, and a way to try again. A page of ours
// under a scheme of ours, without a script; Chromium's own page about errors was rejected, which is blank in Electron.

import { escapeHtml } from '../../core/basics/html.ts'
import { appScheme } from '../page/page-address.ts'

export type Away = {
  /** As the person named the hub. */
  readonly name: string
  readonly origin: string
  /** Why it was not reached; null while it is being opened. */
  readonly sentence: string | null
}

const host = 'hub-away'
const origin = `${appScheme}://${host}`

/** Where the page is, in the session of a hub. */
export const awayUrl = `${origin}/`

/** Whether `url` is that page. */
export function isAway(url: string): boolean {
  return url === awayUrl
}

const policy =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The answer to a request for `url` with the page about `away`, or its style. */
export function answerAway(away: Away | null, url: string): Response {
  const answer = (body: string, type: string) =>
    new Response(body, {
      headers: {
        'content-type': `${type}; charset=utf-8`,
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      },
    })
  if (url === `${origin}/page.css`) return answer(style, 'text/css')
  if (away === null || !isAway(url)) return new Response('There is no such file.\n', { status: 404 })
  return answer(page(away), 'text/html')
}

function page({ name, origin: hub, sentence }: Away): string {
  const says = sentence === null ? 'is being opened…' : 'was not reached'
  const rest =
    sentence === null
      ? '<p>It has not answered yet.</p>'
      : `<p>${escapeHtml(sentence)}</p>
<a id="again" class="button" href="${escapeHtml(hub)}/">Try again</a>`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(`${name} ${says}`)} · Runlight</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css">
</head>
<body${sentence === null ? ' class="opening"' : ''}>
<main>
<h1><bdi>${escapeHtml(name)}</bdi> ${says}</h1>
${rest}
<p class="address">${escapeHtml(hub)}</p>
</main>
</body>
</html>
`
}

/** The page's colours are those of the app's frame and its accent, in either theme. */
const style = `
:root { color-scheme: light dark; --ground: #f4f5f7; --ink: #14171f; --quiet: #565d6d; --fill: #3557d6; --on: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #0b0d11; --ink: #e9ecf2; --quiet: #9aa2b1; --fill: #4f6ff0; }
}
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--ground); color: var(--ink);
  font: 14px/1.5 'Inter Variable', Inter, system-ui, sans-serif; }
/* A hub that answers at once is seen without a word before it. */
.opening main { animation: appear 0.2s 1.5s backwards; }
@keyframes appear { from { opacity: 0; } }
main { width: min(30rem, calc(100vw - 3rem)); padding: 2rem 0; }
h1 { margin: 0 0 0.75rem; font-size: 1.25rem; line-height: 1.3; overflow-wrap: anywhere; }
p { margin: 0 0 0.75rem; overflow-wrap: anywhere; }
.address { color: var(--quiet); margin: 1.25rem 0 0; font-size: 0.8125rem; }
.button { display: inline-block; margin-top: 0.5rem; padding: 0.4375rem 1rem; border-radius: 6px; background: var(--fill);
  color: var(--on); font-weight: 500; text-decoration: none; }
.button:hover { filter: brightness(1.1); }
.button:focus-visible { outline: 2px solid var(--fill); outline-offset: 2px; }
`
