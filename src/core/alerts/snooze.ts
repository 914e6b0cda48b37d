// Putting to rest: a run, what a rule says, a server's runs, or everything. Until a time, or until it changes.

import { z } from 'zod'

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
