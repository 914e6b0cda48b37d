// Rules, the alerts that they fire, and the channels by which these go out.

import { z } from 'zod'
import { alertSchema } from '../../alerts/alert.ts'
import { channelAnswerSchema, channelDraftSchema, channelSchema } from '../../alerts/channel.ts'
import { digestSchema } from '../../alerts/digest.ts'
import { previewSchema } from '../../alerts/preview.ts'
import { ruleDraftSchema, ruleSchema } from '../../alerts/rule.ts'
import { snoozedSchema, snoozeSchema } from '../../alerts/snooze.ts'
import { alertTypes, severities } from '../../run/attention.ts'

const none = z.strictObject({})
const id = z.int().positive()
const key = z.string().min(1).max(100)

export const alertCalls = {
  /**
   * All rules, channels and snoozes, when each rule that ever fired did so last (epoch ms), and the commands that the
   * configuration file allows here.
   */
  'alerts.rules': {
    input: none,
    output: z.object({
      rules: z.array(ruleSchema),
      channels: z.array(channelSchema),
      snoozes: z.array(snoozeSchema),
      commands: z.array(z.string()),
      /** Why there are no commands, where that is no matter of course. */
      commandsProblem: z.string().nullable(),
      fired: z.array(z.object({ rule: z.string(), at: z.number() })),
    }),
  },
  /** Stores a rule, a new one where `id` is null. Rejects `bad-input` for a search that cannot be understood, or too many rules. */
  'alerts.saveRule': {
    input: z.strictObject({ id: key.nullable(), rule: ruleDraftSchema }),
    output: ruleSchema,
  },
  /** Its open alerts are resolved; those that were stay. */
  'alerts.removeRule': { input: z.strictObject({ id: key }), output: none },
  /** What the rule would have done over the stored runs. Answers after a moment; ask again with the same rule until `part` is 1. */
  'alerts.preview': { input: z.strictObject({ rule: ruleDraftSchema }), output: previewSchema },
  /** Alerts, the latest first; those before alert `before` where it is given. */
  'alerts.list': {
    input: z.strictObject({
      run: id.nullable().default(null),
      types: z.array(z.enum(alertTypes)).default([]),
      severities: z.array(z.enum(severities)).default([]),
      rule: key.nullable().default(null),
      /** Only those that are open. */
      open: z.boolean().default(false),
      /** That fired from this time on, epoch ms. */
      since: z.number().nullable().default(null),
      before: id.nullable().default(null),
      limit: z.int().min(1).max(500).default(100),
    }),
    /** `now`: the engine's clock, epoch ms; a browser's may be another. */
    output: z.object({ alerts: z.array(alertSchema), more: z.boolean(), now: z.number() }),
  },
  /** Someone has seen them, and with them their runs. */
  'alerts.acknowledge': {
    input: z.strictObject({ alerts: z.array(id).min(1).max(1_000), note: z.string().max(2_000).nullable() }),
    output: none,
  },
  /** Puts to rest until a time (epoch ms) or, with null, until it changes. */
  'alerts.snooze': {
    input: z.strictObject({ what: snoozedSchema, until: z.number().nullable() }),
    output: none,
  },
  'alerts.unsnooze': { input: z.strictObject({ what: snoozedSchema }), output: none },
  /** What ended, failed, stalled, was missed and was told of from `since` to `until` (epoch ms; null: now), in order. */
  'digest.read': {
    input: z.strictObject({ since: z.number(), until: z.number().nullable() }),
    output: digestSchema,
  },
  /** Someone is here, and has seen what happened up to now. Answers when someone was here last; null: never. */
  'digest.seen': { input: none, output: z.object({ before: z.number().nullable() }) },
  /** Stores a channel, a new one where `id` is null; its secret goes to the key store. Rejects `bad-input` with the `problems` by field. */
  'channels.save': {
    input: z.strictObject({ id: key.nullable(), channel: channelDraftSchema }),
    output: channelSchema,
  },
  /** What waits for it is not sent, and says so. Rules that name it stay as they are. */
  'channels.remove': { input: z.strictObject({ id: key }), output: none },
  /** Sends one message that says that it is a test. `id`: whose secret is used where the draft has none. */
  'channels.test': {
    input: z.strictObject({ id: key.nullable(), channel: channelDraftSchema }),
    output: channelAnswerSchema,
  },
} as const
