// The team around a shared log: who is here and may what, tokens, spaces of servers, the audit list. An engine on a log of
// its own has no team and rejects all of these with `not-allowed`; `app.info` says which it is.

import { z } from 'zod'
import {
  auditRowSchema,
  grantSchema,
  holderSchema,
  memberSchema,
  nameSchema,
  personSchema,
  roleSchema,
  spaceSchema,
  tokenSchema,
} from '../../team/team.ts'

const none = z.strictObject({})
const id = z.int().positive()
const given = z.object({ space: id.nullable(), role: roleSchema })

export const teamCalls = {
  /** Who asks, and what they were given. */
  'team.me': {
    input: none,
    output: z.object({ key: z.string(), name: z.string(), given: z.array(given).readonly() }),
  },
  /** Everybody who has signed in, and everything that was given to people, groups and tokens. */
  'team.people': {
    input: none,
    output: z.object({ people: z.array(personSchema), grants: z.array(grantSchema) }),
  },
  /** Gives a role in a space (null: in the whole team) in place of what was given there before; null takes it away. */
  'team.grant': {
    input: z.strictObject({ holder: holderSchema, space: id.nullable(), role: roleSchema.nullable() }),
    output: none,
  },
  /** The processes that write into the log, the living first. */
  'team.members': { input: none, output: z.object({ members: z.array(memberSchema) }) },
  'spaces.list': { input: none, output: z.object({ spaces: z.array(spaceSchema) }) },
  /** Makes a space, or with an `id` gives it another name. Rejects `bad-input` for a name that is taken. */
  'spaces.save': { input: z.strictObject({ id: id.nullable(), name: nameSchema }), output: spaceSchema },
  /** Rejects `bad-input` while servers or runs are in it. */
  'spaces.remove': { input: z.strictObject({ id }), output: none },
  /** Puts a server into a space, and its runs with it. */
  'spaces.move': { input: z.strictObject({ server: id, space: id }), output: none },
  'tokens.list': { input: none, output: z.object({ tokens: z.array(tokenSchema) }) },
  /** Makes a token and gives it a role. `secret` is shown this once. `expiresAt`: epoch ms; null: never. */
  'tokens.create': {
    input: z.strictObject({
      name: nameSchema,
      space: id.nullable(),
      role: roleSchema,
      expiresAt: z.number().nullable(),
    }),
    output: z.object({ token: tokenSchema, secret: z.string() }),
  },
  /** From now on nobody comes in by it, and whoever did is out. */
  'tokens.revoke': { input: z.strictObject({ id }), output: none },
  /**
   * The audit list, newest first, those before row `before` where it is given. `who` and `what` narrow it: by the whole name,
   * and by how the deed begins (`sign-in`, `run.`).
   */
  'team.audit': {
    input: z.strictObject({
      before: id.nullable(),
      limit: z.int().min(1).max(1_000),
      who: z.string().max(300).nullable().default(null),
      what: z.string().max(100).nullable().default(null),
    }),
    output: z.object({ rows: z.array(auditRowSchema), more: z.boolean() }),
  },
  /** Ends a lock-out before its time: of an address or a token, as the audit list names it. */
  'team.unlock': { input: z.strictObject({ what: z.string().min(1).max(200) }), output: none },
} as const
