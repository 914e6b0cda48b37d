// A message as each sort of receiver takes it: address, headers and body. Pure. The formats are those of Standard Webhooks 1.0,
// Slack's incoming webhooks, ntfy's publishing as JSON and PagerDuty's Events API v2.

import { createHmac } from 'node:crypto'
import { pagerDutyUrl } from '../../../core/alerts/channel.ts'
import type { ChannelType } from '../../../core/alerts/channel-types.ts'
import { assertNever } from '../../../core/basics/assert-never.ts'
import { clip } from '../../../core/basics/clip.ts'
import { percentDecode } from '../../../core/basics/percent.ts'
import { incidentKey, type Message } from './message.ts'

/** Where a message goes: what of a channel its request is made of. */
export type Target = {
  readonly type: Exclude<ChannelType, 'command'>
  /** Whole, with what is secret in it; null for a receiver's own address. */
  readonly url: string | null
  readonly secret: string | null
}

export type Request = {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The request that tells `target` of `message` at `now`, epoch ms. */
export function requestOf(target: Target, message: Message, now: number): Request {
  const { url, headers, body } = partsOf(target, message)
  const text = JSON.stringify(body)
  const isSigned = target.type === 'webhook' && target.secret !== null
  return {
    url,
    headers: {
      'content-type': 'application/json',
      'idempotency-key': message.id,
      ...headers,
      ...(isSigned ? signature(target.secret, message.id, text, now) : {}),
    },
    body: text,
  }
}

type Parts = { readonly url: string; readonly headers?: Record<string, string>; readonly body: object }

function partsOf({ type, url, secret }: Target, message: Message): Parts {
  switch (type) {
    case 'webhook':
      return { url: url ?? '', body: message }
    case 'slack':
      return { url: url ?? '', body: slackBody(message) }
    case 'ntfy': {
      const { server, topic } = topicOf(url ?? '')
      const headers = secret === null ? {} : { authorization: `Bearer ${secret}` }
      return { url: server, headers, body: ntfyBody(message, topic) }
    }
    case 'pagerduty':
      return { url: url ?? pagerDutyUrl, body: pagerDutyBody(message, secret ?? '') }
    default:
      return assertNever(type)
  }
}

/** Standard Webhooks: id, seconds and body are signed; a key that begins with `whsec_` is base64, any other is its own text. */
function signature(secret: string, id: string, body: string, now: number): Record<string, string> {
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret)
  const seconds = Math.floor(now / 1_000)
  const signed = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': `${seconds}`, 'webhook-signature': `v1,${signed}` }
}

const slackColours = { info: '#6b7280', warning: '#d97706', critical: '#dc2626' } as const
const resolvedColour = '#16a34a'

function slackBody(message: Message): object {
  const { event, severity, cause, resolution, rule } = message
  const facts = [
    ...(message.server === null ? [] : [['Server', message.server] as const]),
    ...(message.run === null ? [] : [['Run', `${message.run}`] as const]),
    ...(message.runs.length === 0 ? [] : [['Runs', `${message.runs.length}`] as const]),
    ['Rule', rule.name] as const,
  ]
  return {
    // What notifications show, and all that some of those who are Slack-compatible do.
    text: slackText(`${headOf(message)}: ${message.summary}`),
    attachments: [
      {
        color: event === 'resolved' ? resolvedColour : slackColours[severity],
        fallback: slackText(message.summary),
        text: slackText(event === 'resolved' ? `${resolution ?? 'over'} (it was: ${cause})` : cause),
        fields: facts.map(([title, value]) => ({ title, value: slackText(value), short: true })),
        ts: Math.floor(Date.parse(message.resolvedAt ?? message.firedAt) / 1_000),
      },
    ],
  }
}

/** Words of strangers must make no link, no mention and no markup (`<!channel>`). */
function slackText(text: string): string {
  return clip(text, 1_000).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

const ntfyPriorities = { info: 2, warning: 4, critical: 5 } as const
const ntfyTags = { info: 'information_source', warning: 'warning', critical: 'rotating_light' } as const

function ntfyBody(message: Message, topic: string): object {
  const { event, severity, cause, resolution, link } = message
  const isOver = event === 'resolved'
  return {
    topic,
    title: clip(`${headOf(message)}: ${message.title}`, 250),
    // ntfy makes a file of what is longer than 4,096 bytes.
    message: clip(isOver ? `${resolution ?? 'over'} (it was: ${cause})` : cause, 1_000),
    priority: isOver ? 3 : ntfyPriorities[severity],
    tags: [isOver ? 'white_check_mark' : ntfyTags[severity], 'runlight'],
    ...(link === null ? {} : { click: link }),
  }
}

/** `https://ntfy.sh/my-topic` as the server that JSON is sent to, and the topic that stands in it. */
export function topicOf(url: string): { readonly server: string; readonly topic: string } {
  const { origin, pathname } = new URL(url)
  const path = pathname.replace(/\/+$/, '')
  const at = path.lastIndexOf('/')
  return { server: `${origin}${path.slice(0, at + 1) || '/'}`, topic: percentDecode(path.slice(at + 1)) }
}

function pagerDutyBody(message: Message, routingKey: string): object {
  const { event, severity } = message
  const key = { routing_key: routingKey, dedup_key: clip(`runlight.${incidentKey(message)}`, 255) }
  if (event === 'resolved') return { ...key, event_action: 'resolve' }
  return {
    ...key,
    event_action: 'trigger',
    payload: {
      summary: clip(message.summary, 1_024),
      source: message.server ?? 'Runlight',
      severity,
      timestamp: message.firedAt,
      component: message.title,
      ...(message.kind === null ? {} : { group: message.kind }),
      class: message.type,
      custom_details: message,
    },
    client: 'Runlight',
  }
}

const heads = { info: 'For the record', warning: 'Warning', critical: 'Critical' } as const

function headOf({ event, severity }: Message): string {
  if (event === 'test') return 'Test'
  return event === 'resolved' ? 'Over' : heads[severity]
}
