// The form of a channel: its texts, the draft that they make, and what is known to be wrong before the engine is asked. Pure.

import type { Channel, ChannelDraft } from '../../../core/alerts/channel.ts'
import type { ChannelType } from '../../../core/alerts/channel-types.ts'
import type { Severity } from '../../../core/run/attention.ts'

export type ChannelForm = {
  readonly type: ChannelType
  readonly name: string
  readonly enabled: boolean
  readonly atLeast: Severity
  readonly url: string
  readonly secret: string
  readonly command: string
  /** Secrets that were typed for other sorts. */
  readonly others: Readonly<Partial<Record<ChannelType, string>>>
}

export const typeLabels: Readonly<Record<ChannelType, string>> = {
  webhook: 'Webhook',
  slack: 'Slack',
  ntfy: 'ntfy',
  pagerduty: 'PagerDuty',
  command: 'Command',
}

/** What each sort of channel is, for whoever chooses one. */
export const typeHelp: Readonly<Record<ChannelType, string>> = {
  webhook: 'JSON by POST to a service of your own, signed.',
  slack:
    'An incoming webhook of Slack, or of what takes the same: Mattermost, Rocket.Chat, Discord with /slack.',
  ntfy: 'A topic of ntfy.sh or of a server of your own: phones and desktops that subscribe to it are told.',
  pagerduty: 'An incident that is triggered and resolved, by Events API v2.',
  command: 'A program of this computer that commands.json of the data directory names.',
}

/** As `channel` is; of a new one where there is none. */
export function channelForm(channel: Channel | null): ChannelForm {
  return {
    type: channel?.type ?? 'webhook',
    name: channel?.name ?? '',
    enabled: channel?.enabled ?? true,
    atLeast: channel?.atLeast ?? 'warning',
    url: channel === null || channel.type === 'slack' ? '' : (channel.url ?? ''),
    secret: '',
    command: channel?.command ?? '',
    others: {},
  }
}

/** `form` for another sort: a secret is that of one sort, and a look at another one loses none that was typed. */
export function withType(form: ChannelForm, type: ChannelType): ChannelForm {
  const others = { ...form.others, [form.type]: form.secret }
  return { ...form, type, secret: others[type] ?? '', others }
}

/** What is sent to the engine. An empty secret leaves the one that `channel` has. */
export function channelDraft(form: ChannelForm, channel: Channel | null): ChannelDraft {
  const { type, enabled, atLeast } = form
  const shared = { name: form.name.trim(), enabled, atLeast }
  const secret = form.secret === '' && keepsSecret(form, channel) ? null : form.secret
  const url = form.url.trim()
  switch (type) {
    case 'webhook':
    case 'ntfy':
      return { type, ...shared, url, secret }
    case 'slack':
      return { type, ...shared, secret }
    case 'pagerduty':
      return { type, ...shared, url: url === '' ? null : url, secret }
    case 'command':
      return { type, ...shared, command: form.command }
  }
}

/** Whether the engine has a secret of this channel already. */
export function keepsSecret({ type }: Pick<ChannelForm, 'type'>, channel: Channel | null): boolean {
  return channel !== null && channel.type === type && channel.hasSecret && !channel.needsSecret
}

/** What is missing, by field. Whether an address is one the engine says. */
export function channelProblems(
  form: ChannelForm,
  channel: Channel | null,
): Readonly<Partial<Record<keyof ChannelForm, string>>> {
  const { type } = form
  const lacksSecret = form.secret.trim() === '' && !keepsSecret(form, channel)
  return {
    ...(form.name.trim() === '' ? { name: 'Give it a name, to find it by in a rule.' } : {}),
    ...((type === 'webhook' || type === 'ntfy') && form.url.trim() === ''
      ? { url: 'Give the address to send to.' }
      : {}),
    ...(type === 'slack' && lacksSecret ? { secret: 'Give the address of the incoming webhook.' } : {}),
    ...(type === 'pagerduty' && lacksSecret ? { secret: 'Give the integration key.' } : {}),
    ...(type === 'command' && form.command === '' ? { command: 'Choose a command.' } : {}),
  }
}

/** A key to sign webhooks with, as Standard Webhooks writes it: 32 random bytes. */
export function newSigningKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return `whsec_${btoa(String.fromCharCode(...bytes))}`
}
