// The pages around signing in, as text. They work without a script; with theirs the place in the board is kept, which browsers
// tell no server. Every word that is not ours is escaped.

import { escapeHtml } from '../../core/basics/html.ts'
import { leavingPaths } from '../../core/team/hub-about.ts'

/** The paths of the pages and of what they send. */
export const paths = {
  signIn: '/sign-in',
  style: '/sign-in/page.css',
  script: '/sign-in/page.js',
  begin: leavingPaths.begin,
  back: '/sign-in/back',
  token: '/sign-in/token',
  signOut: leavingPaths.signOut,
} as const

const mark = `<svg viewBox="0 0 512 512" width="44" height="44" aria-hidden="true"><rect x="16" y="16" width="480" height="480" rx="116" fill="#171d33"/><path d="M256 395A139 139 0 1 1 376.4 186.5" fill="none" stroke="#a9c1ff" stroke-width="46" stroke-linecap="round"/><circle cx="384" cy="300" r="42" fill="#f4f7ff"/></svg>`

/** A whole document. `body` is markup; `title` is text. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} · Runlight</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${paths.style}">
<script src="${paths.script}" defer></script>
</head>
<body>
<main>
<header>${mark}<h1>${escapeHtml(title)}</h1></header>
${body}
</main>
</body>
</html>
`
}
