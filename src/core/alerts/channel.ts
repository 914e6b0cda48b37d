// Where alerts go outward. What a channel needs of secrets stands in the key store and never here.

import { z } from 'zod'
import { severities } from '../run/attention.ts'
import { channelTypes } from './channel-types.ts'

const shared = {
  name: z.string().min(1).max(200),
  enabled: z.boolean(),
  /** Less grave alerts are not sent. */
  atLeast: z.enum(severities),
}

const url = z.string().min(1).max(4_000)
/** Null leaves the one there is; an empty one takes it away. */
const secret = z.string().max(4_000).nullable()

/** As a person edits it. An address is given as it is shown where it stays the same. */
export const channelDraftSchema = z.discriminatedUnion('type', [
  /** JSON by POST; the secret signs it by HMAC. */
  z.strictObject({ type: z.literal('webhook'), ...shared, url, secret }),
  /** A Slack-compatible incoming webhook: its address is the secret. */
  z.strictObject({ type: z.literal('slack'), ...shared, secret }),
  /** A topic of an ntfy server; the secret is an access token, and need not be. */
  z.strictObject({ type: z.literal('ntfy'), ...shared, url, secret }),
  /** PagerDuty Events v2: the secret is the integration’s routing key; `url` null is PagerDuty’s own address. */
  z.strictObject({ type: z.literal('pagerduty'), ...shared, url: url.nullable(), secret }),
  /** A command that the configuration file names `command`. */
  z.strictObject({ type: z.literal('command'), ...shared, command: z.string().min(1).max(100) }),
])
export type ChannelDraft = z.infer<typeof channelDraftSchema>

/** As it is kept. */
export const keptChannelSchema = z.object({
  id: z.string().min(1).max(100),
  type: z.enum(channelTypes),
  ...shared,
  /** Without what is secret in it; null where there is none to show. */
  url: url.nullable(),
  /** `url` is not the whole of it: that is kept where credentials are. */
  hidesUrl: z.boolean(),
  command: z.string().nullable(),
  hasSecret: z.boolean(),
})
export type KeptChannel = z.infer<typeof keptChannelSchema>

/** As it is shown: with what is known of it here and now. */
export const channelSchema = keptChannelSchema.extend({
  /** It has a secret that this host cannot read: it has to be entered again. */
  needsSecret: z.boolean(),
  /** Its latest try; null before the first. */
  last: z
    .object({ at: z.number(), ok: z.boolean(), answer: z.string(), alert: z.int(), title: z.string() })
    .nullable(),
  /** How many messages wait to be sent. */
  waiting: z.int(),
})
export type Channel = z.infer<typeof channelSchema>

export const mostChannels = 50

/** What a channel answered to a test, or why it did not, in a sentence. */
export const channelAnswerSchema = z.object({
  ok: z.boolean(),
  /** The answer’s HTTP status, or a command’s exit code; null where there was neither. */
  status: z.int().nullable(),
  ms: z.int(),
  sentence: z.string(),
})
export type ChannelAnswer = z.infer<typeof channelAnswerSchema>

/** Where PagerDuty takes events of those who have no address of their own. */
export const pagerDutyUrl = 'https://events.pagerduty.com/v2/enqueue'

/** Whether what was given must lead to where the secret went before: it is sent nowhere else unasked. */
export function sameOrigin(one: string, other: string): boolean {
  return URL.canParse(one) && URL.canParse(other) && new URL(one).origin === new URL(other).origin
}
