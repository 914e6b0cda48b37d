// The shapes of a team: its spaces, its people with what they were given, its tokens as they are shown, and the audit list.

import { z } from 'zod'
import { roleNames } from './roles.ts'

const id = z.int().positive()

export const roleSchema = z.enum(roleNames)

/** A space of servers: whoever has a role in it sees its servers and their runs. */
export const spaceSchema = z.object({
  id,
  name: z.string(),
  servers: z.int().nonnegative(),
  runs: z.int().nonnegative(),
})

/** A name as people give it: one line, without space around it and without signs that do not show. */
export const nameSchema = z
  .string()
  .trim()
  .min(1, 'Give it a name.')
  .max(100, 'A name of at most 100 characters will do.')
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'A name is one line of signs that show.')

/** Who was given something: a person, all of a group of the sign-in service, or a token. */
export const holderSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('person'), person: id }),
  z.strictObject({ type: z.literal('group'), group: z.string().min(1).max(300) }),
  z.strictObject({ type: z.literal('token'), token: id }),
])

/** `space` null: the whole team. `at`: epoch ms. */
export const grantSchema = z.object({
  holder: holderSchema,
  space: id.nullable(),
  role: roleSchema,
  at: z.number(),
  by: z.string(),
})

/** Somebody who has signed in at least once, whether or not they were given anything. Times: epoch ms. */
export const personSchema = z.object({
  id,
  name: z.string(),
  email: z.string().nullable(),
  /** The sign-in service that vouches for them, and what it calls them. */
  issuer: z.string(),
  subject: z.string(),
  firstSeen: z.number(),
  lastSeen: z.number(),
})

/** A token as it is shown: the secret itself is stored nowhere. Times: epoch ms. */
export const tokenSchema = z.object({
  id,
  name: z.string(),
  /** The first part of the token, which is no secret: it is told by it. */
  shown: z.string(),
  madeAt: z.number(),
  madeBy: z.string(),
  expiresAt: z.number().nullable(),
  lastUsedAt: z.number().nullable(),
  revokedAt: z.number().nullable(),
})

/** One row of the audit list. `detail` holds what it was done to; never a secret. `at`: epoch ms. */
export const auditRowSchema = z.object({
  id,
  at: z.number(),
  who: z.string(),
  what: z.string(),
  detail: z.record(z.string(), z.unknown()),
})

/** A process that writes into the shared log, as everybody sees it. `silentMs`: since it was last heard of. */
export const memberSchema = z.object({
  id,
  name: z.string(),
  role: z.enum(['collector', 'hub']),
  state: z.enum(['alive', 'expired', 'gone']),
  silentMs: z.number(),
  version: z.string(),
  only: z.array(z.string()).readonly(),
  runs: z.int().nonnegative(),
})

export type Space = z.infer<typeof spaceSchema>
export type Holder = z.infer<typeof holderSchema>
export type Grant = z.infer<typeof grantSchema>
export type Person = z.infer<typeof personSchema>
export type Token = z.infer<typeof tokenSchema>
export type AuditRow = z.infer<typeof auditRowSchema>
