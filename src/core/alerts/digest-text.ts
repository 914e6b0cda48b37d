// What happened between two moments as Markdown, for a shift's hand-over. Pure.

import { formatCount } from '../basics/quantities.ts'
import { tallyWords } from '../run/tally.ts'
import type { Digest, DigestEntry } from './digest.ts'

export const entryWords: Readonly<Record<DigestEntry['type'], string>> = {
  completed: 'completed',
  failed: 'failed',
  unknown: 'ended without a verdict',
  stopped: 'stopped',
  refused: 'refused',
  stalled: 'stalled',
  gap: 'gap',
  alert: 'alert',
}

/** The counts in words: `3 completed`, `1 failed`; what there was none of is left out. */
export function digestCounts({ counts }: Digest): readonly string[] {
  const { started, completed, failed, unknown, stalled, gaps, alerts } = counts
  const said: readonly (readonly [number, string])[] = [
    [completed, 'completed'],
    [failed, 'failed'],
    [unknown, 'ended without a verdict'],
    [stalled, 'stalled'],
  ]
  return [
    ...said.flatMap(([count, word]) => (count === 0 ? [] : [`${count.toLocaleString('en-US')} ${word}`])),
    ...(gaps === 0 ? [] : [formatCount(gaps, 'gap')]),
    ...(alerts === 0 ? [] : [formatCount(alerts, 'alert')]),
    ...(started === 0 ? [] : [`${started.toLocaleString('en-US')} started`]),
  ]
}

/** Why and how it went on, in one line; empty where there is nothing to say. */
export function entryCause({ cause, resolution }: DigestEntry): string {
  return [cause, resolution].filter((part) => part !== null).join('; ')
}

/** `clock` formats epoch ms. */
export function digestMarkdown(digest: Digest, clock: (at: number) => string): string {
  const { since, until, entries, left, now } = digest
  const counts = digestCounts(digest)
  const lines = [
    `# ${clock(since)} – ${clock(until)}`,
    '',
    counts.length === 0 ? 'Nothing happened.' : `${counts.join(', ')}.`,
    `Now: ${tallyWords(now).join(', ')}.`,
  ]
  if (left > 0) lines.push('', `${formatCount(left, 'earlier entry', 'earlier entries')} left out.`)
  if (entries.length > 0) lines.push('', '| when | what | run | cause |', '|---|---|---|---|')
  for (const entry of entries) {
    const run = `${escapeCell(entry.title)}${entry.run === null ? '' : ` (run ${entry.run})`}`
    lines.push(
      `| ${clock(entry.at)} | ${entryWords[entry.type]} | ${run} | ${escapeCell(entryCause(entry))} |`,
    )
  }
  return `${lines.join('\n')}\n`
}

/** Text within a cell of a table: one line, and no sign of Markdown's own (CommonMark, 2.4). */
function escapeCell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_{}[\]<>#|~]/g, (sign) => `\\${sign}`)
}
