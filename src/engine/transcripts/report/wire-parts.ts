// What the wire did: the density of events over time, the gaps, the attempts with their answers.

import { formatBytes, formatDuration } from '../../../core/basics/quantities.ts'
import { formatNotice } from '../../../core/run/notice.ts'
import type { Attempt, Gap } from '../../../core/run/run.ts'
import { formatMissed } from '../../../core/run/words.ts'
import { clientLine } from './client-parts.ts'
import { esc, type Html, inert, section, table } from './markup.ts'
import { clock, day } from './times.ts'

const columns = 180
const width = 1_080
const height = 56

/** Some events and when they came: evenly between their first and their last. */
export type Stretch = { readonly firstAt: number; readonly lastAt: number; readonly events: number }

/** Events over time. */
export function density(blocks: readonly Stretch[], gaps: readonly Gap[]): Html {
  const from = blocks.reduce((least, one) => Math.min(least, one.firstAt), Number.POSITIVE_INFINITY)
  const to = blocks.reduce((most, one) => Math.max(most, one.lastAt), 0)
  if (blocks.length === 0 || to - from < 1_000) return ''
  const place = (at: number) => ((Math.min(to, Math.max(from, at)) - from) / (to - from)) * columns
  const counts = Array.from({ length: columns }, () => 0)
  for (const block of blocks) {
    const first = Math.min(columns - 1, Math.floor(place(block.firstAt)))
    const last = Math.min(columns - 1, Math.floor(place(block.lastAt)))
    const share = block.events / (last - first + 1)
    for (let i = first; i <= last; i++) counts[i] = (counts[i] ?? 0) + share
  }
  const most = Math.max(...counts)
  const step = width / columns
  const bars = counts.map((count, i) => {
    const tall = count === 0 ? 0 : Math.max(1, (count / most) * (height - 4))
    return count === 0
      ? ''
      : `<rect x="${(i * step).toFixed(1)}" y="${(height - tall).toFixed(1)}" width="${(step - 1).toFixed(1)}" height="${tall.toFixed(1)}"/>`
  })
  const holes = gaps.map((gap) => {
    const left = place(gap.from) * step
    const right = place(gap.until ?? to) * step
    return `<rect class="gap" x="${left.toFixed(1)}" y="0" width="${Math.max(2, right - left).toFixed(1)}" height="${height}"/>`
  })
  const words = `Events over time, from ${clock(from)} to ${clock(to)}`
  return section(
    'Events over time',
    gaps.length === 0 ? null : 'gaps are shaded',
    `<svg class="density" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-label="${esc(words)}">${holes.join('')}${bars.join('')}</svg>
<div class="axis"><span>${clock(from)}</span><span>${esc(formatDuration(to - from))}</span><span>${clock(to)} UTC</span></div>`,
  )
}

export function gapList(gaps: readonly Gap[]): Html {
  if (gaps.length === 0) return ''
  const rows = gaps.map((gap) => [
    esc(gap.afterSeq.toLocaleString('en-US')),
    esc(clock(gap.from)),
    gap.until === null ? '–' : esc(formatDuration(gap.until - gap.from)),
    inert(gap.cause),
    `<span class="${gap.missed === 'nothing' ? 'ok' : 'warn'}">${formatMissed(gap)}</span>`,
    inert(gap.basis),
  ])
  return section('Gaps', null, table(['After event', 'From', 'Lasted', 'Cause', 'Missed', 'Known by'], rows))
}

export function attemptList(attempts: readonly Attempt[]): Html {
  if (attempts.length === 0) return ''
  const rows = attempts.map((one) => [
    String(one.number),
    esc(day(one.startedAt)),
    one.status === null ? '–' : String(one.status),
    esc(one.events.toLocaleString('en-US')),
    esc(formatBytes(one.bytes)),
    one.ending === null ? '' : inert(one.ending),
    `<details${(one.notices ?? []).length > 0 ? ' open' : ''}><summary>${esc(one.method)} ${inert(one.url)}</summary><pre>${details(one)}</pre></details>`,
  ])
  return section(
    'Attempts',
    null,
    table(['No.', 'Started', 'Status', 'Events', 'Bytes', 'Ended', 'Request'], rows),
  )
}

function details({ headers, redirects, resumedFrom, bodyHead, notices, client }: Attempt): Html {
  const lines = [
    ...(client === undefined ? [] : [`asked for by ${clientLine(client)}`]),
    ...(resumedFrom === null ? [] : [`Last-Event-ID: ${resumedFrom}`]),
    ...redirects.map((url) => `redirected to ${url}`),
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(notices ?? []).map(formatNotice),
    ...(bodyHead === null ? [] : ['', bodyHead]),
  ]
  return lines.length === 0 ? 'no answer' : inert(lines.join('\n'))
}
