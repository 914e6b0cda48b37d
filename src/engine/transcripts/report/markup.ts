// Markup for the report. Every text of a server's or a person's enters through `esc`: what it gives can be no markup, and
// signs that would not be seen or would turn the text around are shown by their names.

import { escapeHtml } from '../../../core/basics/html.ts'

export type Html = string

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

/** `text` as text and nothing else. */
export function esc(text: string): Html {
  return escapeHtml(text).replace(unseen, (sign) => `<span class="sign">${code(sign)}</span>`)
}

function code(sign: string): string {
  return `U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** `text` with its own direction, which reorders nothing around it. */
export function inert(text: string): Html {
  return `<bdi>${esc(text)}</bdi>`
}

/** At most `limit` UTF-16 units of `text`, and what is not shown. */
export function bounded(text: string, limit: number): Html {
  if (text.length <= limit) return inert(text)
  const left = (text.length - limit).toLocaleString('en-US')
  return `${inert(text.slice(0, limit))}<span class="cut"> … ${left} more characters</span>`
}

export function section(title: string, note: string | null, body: Html): Html {
  const small = note === null ? '' : `<span class="note">${note}</span>`
  return `<section><h2>${esc(title)}${small}</h2>${body}</section>`
}

/** A table; cells are markup already. `wide` names the columns that take what is left. */
export function table(heads: readonly string[], rows: readonly (readonly Html[])[], look = ''): Html {
  const head = heads.map((one) => `<th scope="col">${esc(one)}</th>`).join('')
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n')
  return `<div class="scroll"><table class="${look}"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`
}

/** A horizontal bar of `from`–`to` per cent of its width. */
export function bar(from: number, to: number, tone: string): Html {
  const width = Math.max(0.6, to - from)
  return `<svg class="bar ${tone}" aria-hidden="true"><rect x="${from.toFixed(2)}%" width="${width.toFixed(2)}%" height="100%" rx="2"/></svg>`
}
