// The desktop around a host's window: what belongs to the machine and not to the log. Only hosts with the capability
// `desk` answer; others refuse.

import { z } from 'zod'
import { hubOriginSchema, hubPlaceSchema } from './hubs.ts'

const deskSchema = z.object({
  /**
   * What closing the window does here: what the setting says; always goes on watching, as macOS has it; or always ends
   * Runlight, because this desktop shows no tray.
   */
  closing: z.enum(['as-set', 'stays', 'ends']),
  /** Whether Runlight is started at login; null where this build cannot be. */
  startsAtLogin: z.boolean().nullable(),
  /** Whether the system shows notifications. */
  notifies: z.boolean(),
})

export type DeskState = z.infer<typeof deskSchema>

export const deskCalls = {
  'desk.state': { input: z.strictObject({}), output: deskSchema },
  /** Whether Runlight is started at login from now on, without a window where there is a tray. */
  'desk.startAtLogin': { input: z.strictObject({ on: z.boolean() }), output: deskSchema },
  /** Closes the window, as the person has chosen by now what that means. */
  'desk.close': { input: z.strictObject({}), output: z.strictObject({}) },
  /**
   * Asks what answers at `address`, a hub’s as a person writes it: refused with a sentence where that is none, or no hub.
   * `token`: what opens a hub of one person, where the address holds it. Nothing is kept.
   */
  'desk.askHub': {
    input: z.strictObject({ address: z.string().max(2_048) }),
    output: z.object({
      origin: z.string(),
      version: z.string(),
      serves: z.enum(['owner', 'team']),
      token: z.string().nullable(),
    }),
  },
  /** Keeps a hub, or gives the one that is kept another name. */
  'desk.saveHub': { input: z.strictObject(hubPlaceSchema.shape), output: z.strictObject({}) },
  /** Forgets a hub, with the sign-in in its window, which is closed. */
  'desk.removeHub': { input: z.strictObject({ origin: hubOriginSchema }), output: z.strictObject({}) },
  /** Opens the window of a hub that is kept, or brings it to the front. `token`: what its address held. */
  'desk.openHub': {
    input: z.strictObject({ origin: hubOriginSchema, token: z.string().max(200).nullable() }),
    output: z.strictObject({}),
  },
} as const
