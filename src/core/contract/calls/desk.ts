// The desktop around a host's window: what belongs to the machine and not to the log. Only hosts with the capability
// `desk` answer; others refuse.

import { z } from 'zod'

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
} as const
