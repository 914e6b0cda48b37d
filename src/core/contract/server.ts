// A server profile: where runs of the documented kinds connect to, and with which credentials. Credentials are
// write-only: only their presence is ever returned (law 6).

import { z } from 'zod'

export const authTypes = ['none', 'bearer', 'cookie', 'headers'] as const

/** A profile as it is shown: `hasSecret` says that a credential is stored, never which. */
export const serverSchema = z.object({
  id: z.int().positive(),
  name: z.string(),
  baseUrl: z.string(),
  auth: z.enum(authTypes),
  /** For `headers`: their names. */
  headerNames: z.array(z.string()),
  hasSecret: z.boolean(),
  /** The credential was kept by a key store that cannot be read now: it must be entered again. */
  needsSecret: z.boolean(),
  /** An extra certificate authority, PEM. */
  caPem: z.string().nullable(),
  proxyUrl: z.string().nullable(),
  createdAt: z.number(),
  /** The space that it is in, where several people share the log. */
  space: z.int().positive().optional(),
})

/**
 * A profile as it is saved. `secret` is null to keep the stored one; for `bearer` the token, for `cookie` the Cookie
 * header's value, for `headers` lines of `Name: value`.
 */
export const serverDraftSchema = z.strictObject({
  id: z.int().positive().nullable(),
  name: z
    .string()
    .trim()
    .min(1, 'Give the server a name.')
    .max(100, 'A name of at most 100 characters will do.'),
  baseUrl: z.string(),
  auth: z.enum(authTypes),
  secret: z.string().max(16_384, 'A credential of at most 16,384 characters can be sent.').nullable(),
  caPem: z.string().nullable(),
  proxyUrl: z.string().nullable(),
})

export type Server = z.infer<typeof serverSchema>
export type ServerDraft = z.infer<typeof serverDraftSchema>
