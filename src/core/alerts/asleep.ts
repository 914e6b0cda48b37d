// Whether a snooze holds and of what, and whether two are of the same. Apart from their schema, because the window needs the one and does
// not load the other. Pure.

import type { Attention } from '../run/attention-schema.ts'
import { askOf, asksPerson } from '../run/marks.ts'
import type { Reach } from '../run/reach.ts'
import type { Snooze, Snoozed } from './snooze.ts'

export function sameSnoozed(a: Snoozed, b: Snoozed): boolean {
  return keyOf(a) === keyOf(b)
}

function keyOf(what: Snoozed): string {
  switch (what.type) {
    case 'run':
      return `run ${what.run}`
    case 'rule':
      return `rule ${what.rule}`
    case 'server':
      return `server ${what.server}`
    case 'all':
      return 'all'
  }
}

/** Whether `snooze` holds at `now`, as far as its time says. */
export function isAsleep({ until }: Snooze, now: number): boolean {
  return until === null || now < until
}

/** What `run` asks for, with its open alerts: a snooze of it that waits for a change ends when this is another text. */
export function askedBy(run: Reach, open: readonly { readonly id: number }[]): string {
  const latest = open.reduce((last, { id }) => Math.max(last, id), 0)
  return [asksPerson(run) ? askOf(run) : null, open.length, latest].join(' ')
}

/**
 * What of `snoozes` puts the run to rest in *Needs me*: its own, or its server's. That of a rule quiets the rule's alerts
 * alone, and muting quiets telling: what needs someone still does.
 */
export function snoozeOf(
  snoozes: readonly Snooze[],
  run: { readonly id: number; readonly server: string },
  now: number,
): Attention['snoozed'] | null {
  const found = snoozes.find(
    (snooze) =>
      isAsleep(snooze, now) &&
      (snooze.what.type === 'run'
        ? snooze.what.run === run.id
        : snooze.what.type === 'server' && snooze.what.server === run.server),
  )
  return found === undefined ? null : { by: found.what.type, until: found.until }
}
