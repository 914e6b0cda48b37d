// The tray's menu as a template: the counts in words, the runs that need somebody, and the way to the window and out. Pure.
// It has no run's details: whoever wants more opens the window.

import type { MenuItemConstructorOptions } from 'electron'
import { oneLine } from '../../core/basics/clip.ts'
import { formatCount } from '../../core/basics/quantities.ts'
import { jobWordOf } from '../../core/run/reach.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { tallyWords } from '../../core/run/tally.ts'
import { connectionWords } from '../../core/run/words.ts'
import type { Muted } from './mute.ts'
import type { Standing } from './standing.ts'

export type TrayActs = {
  readonly open: () => void
  readonly openRun: (run: number) => void
  readonly mute: () => void
  readonly unmute: () => void
  readonly quit: () => void
}

/** UTF-16 units of a title. Systems cut longer lines, and some of them in the middle of the screen. */
const longestTitle = 48

/** The menu of `standing`, as a template for `Menu.buildFromTemplate`. `clock` formats epoch ms. */
export function trayMenu(
  { tallies, needing }: Standing,
  muted: Muted | null,
  acts: TrayActs,
  clock: (at: number) => string,
): MenuItemConstructorOptions[] {
  const more = tallies['needs-me'] - needing.length
  return [
    { label: standingWords(tallies), enabled: false },
    ...(needing.length === 0 ? [] : [separator]),
    ...needing.map((run) => ({ label: runWords(run), click: () => acts.openRun(run.id) })),
    ...(more === 0 ? [] : [{ label: `and ${formatCount(more, 'other', 'others')}`, click: acts.open }]),
    separator,
    muted === null
      ? { label: 'Mute for 1 h', click: acts.mute }
      : { label: muteWords(muted, clock), click: acts.unmute },
    separator,
    { label: 'Open Runlight', click: acts.open },
    { label: 'Quit Runlight', click: acts.quit },
  ]
}

const separator = { type: 'separator' } as const

/** `Unmute (muted until 14:32)`. */
function muteWords({ until }: Muted, clock: (at: number) => string): string {
  return until === null ? 'Unmute' : `Unmute (muted until ${clock(until)})`
}

/** `2 need me · 7 live`. */
export function standingWords(tallies: Standing['tallies']): string {
  return tallyWords(tallies).join(' · ')
}

/** `Biology 101: failed, closed`. Both states, as everywhere. */
function runWords(run: RunSummary): string {
  return `${plainTitle(run.title)}: ${jobWordOf(run)}, ${connectionWords[run.connection.state]}`
}

/** The title of a stranger as a label: without signs that nobody sees, cut, and with `&` as itself, which would mark a key. */
function plainTitle(title: string): string {
  const seen = title.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
  return oneLine(seen, longestTitle).replaceAll('&', '&&')
}
