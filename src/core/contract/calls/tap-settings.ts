// Which servers have a tap, and where applications find it.

import { z } from 'zod'

/** The first segment of the paths that are meant for one server: what needs no escape in a URL (RFC 3986, 2.3). */
export const tapNameForm = /^[a-z0-9][a-z0-9._~-]{0,59}$/

/** The tap of one server. */
export const serverTapSchema = z.object({
  serverId: z.int().positive(),
  name: z.string().regex(tapNameForm),
  /** The kind of what passes, where a person knows better than its address tells; null: what each request is one of. */
  kind: z.string().max(200).nullable(),
  /** The reader of what passes, for kinds that take one; null: whichever recognises it. */
  readAs: z.string().max(200).nullable(),
})

export const tapSettingsSchema = z.object({
  /** `host:port`. */
  listen: z.string().max(300),
  /** Whether the bodies of requests are kept with their runs, without secrets. */
  keepBodies: z.boolean(),
  servers: z.array(serverTapSchema).max(100),
})

export type ServerTap = z.infer<typeof serverTapSchema>
export type TapSettings = z.infer<typeof tapSettingsSchema>
