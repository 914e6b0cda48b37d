// Putting to rest: a run, what a rule says, a server's runs, or everything. Until a time, or until it changes.

import { z } from 'zod'
import type { Attention } from '../run/attention-schema.ts'
import { askOf, asksPerson } from '../run/marks.ts'
import type { Reach } from '../run/reach.ts'

const id = z.int().positive()

export const snoozedSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('run'), run: id }),
  z.strictObject({ type: z.literal('rule'), rule: z.string().min(1).max(100) }),
  z.strictObject({ type: z.literal('server'), server: z.string().min(1).max(300) }),
  /** Everything: mute. */
  z.strictObject({ type: z.literal('all') }),
])
export type Snoozed = z.infer<typeof snoozedSchema>

export const snoozeSchema = z.strictObject({
  what: snoozedSchema,
  /** Epoch ms. Null: until it changes, that is until what a run asks for is something else, or what is snoozed has no open alert. */
  until: z.number().nullable(),
  /** What the run asked for when it was put to rest; null of the others. */
  asked: z.string().max(300).nullable(),
})
export type Snooze = z.infer<typeof snoozeSchema>

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

/** What `run` asks for, with its open alerts: a snooze of it that waits for a change ends when this is another text. */
export function askedBy(run: Reach, open: readonly { readonly id: number }[]): string {
  const ids = open.map(({ id }) => id).toSorted((a, b) => a - b)
  return [asksPerson(run) ? askOf(run) : null, ...ids].join(' ')
}

/** Whether `snooze` holds at `now`, as far as its time says. */
export function isAsleep({ until }: Snooze, now: number): boolean {
  return until === null || now < until
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
