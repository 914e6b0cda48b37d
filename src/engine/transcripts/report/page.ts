// The report's frame: what stands before the first run and after the last. The page allows itself its own style sheet and
// nothing else: no script, no request, no form.

import { createHash } from 'node:crypto'
import { formatCount } from '../../../core/basics/quantities.ts'
import type { Redacted } from '../../../core/transcript/format.ts'
import type { ExportMeta } from '../../log/log-export.ts'
import { esc, type Html } from './markup.ts'
import { style } from './style.ts'
import { day } from './times.ts'

/** The same drawing as the window’s. */
const mark =
  '<svg viewBox="0 0 32 32" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="3.6" stroke-linecap="round"><path d="M16 27.5A11.5 11.5 0 0 1 6.04 10.25" opacity=".2"/><path d="M6.04 10.25A11.5 11.5 0 0 1 16 4.5" opacity=".5"/><path d="M16 4.5a11.5 11.5 0 0 1 9.96 5.75"/><circle cx="27" cy="18.6" r="3.4" fill="currentColor" stroke="none"/></svg>'

export function reportHead(meta: ExportMeta, title: string): Html {
  const hash = createHash('sha256').update(style).digest('base64')
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark"><title>${esc(title)} · Runlight</title>
<style>${style}</style></head><body><main>
<div class="brand">${mark}<b>Runlight</b><span>report</span><span>exported ${esc(day(meta.exportedAt))}</span></div>
`
}

export function reportFoot(meta: ExportMeta, redacted: readonly Redacted[]): Html {
  return `<p class="callout">${redactionWords(meta, redacted)}</p>
<footer><p>Made by ${esc(meta.by)}. This page is one file and asks nothing of any network.</p></footer></main></body></html>
`
}

function redactionWords(meta: ExportMeta, redacted: readonly Redacted[]): Html {
  if (!meta.redact) return 'Nothing was redacted: this report holds the data exactly as it was received.'
  const found = redacted
    .map(({ what, count }) => `${esc(what)}: ${count.toLocaleString('en-US')}`)
    .join(' · ')
  const total = redacted.reduce((sum, { count }) => sum + count, 0)
  return total === 0
    ? 'Redaction was on: credentials were looked for, and none was found.'
    : `Redaction was on: ${formatCount(total, 'place')} replaced by ‹redacted›. ${found}.`
}
