// What is told outward of an alert: the JSON of a webhook and of a command, version 1, and the words that ready-made bodies
// share. It is made of the alert alone, so that a repeat says the same. docs/alert.schema.json is made of its schema.

import { z } from 'zod'
import type { Alert } from '../../../core/alerts/alert.ts'
import { oneLine } from '../../../core/basics/clip.ts'
import { isoTime } from '../../../core/basics/times.ts'
import { formatDeepLink } from '../../../core/contract/deep-link.ts'
import { alertTypes, severities } from '../../../core/run/attention.ts'

const time = z.iso.datetime().describe('A moment, as ISO 8601 in UTC.')
const runId = z.int().positive()

export const messageSchema = z
  .object({
    version: z.literal(1),
    id: z
      .string()
      .describe(
        'The same for every try to send this very news to this channel, and for no other: what makes a repeat known.',
      ),
    event: z
      .enum(['fired', 'resolved', 'test'])
      .describe('That it began, that it is over, or that somebody tries the channel and nothing happened.'),
    alert: z.int().describe('The number of the alert; 0 in a test.'),
    summary: z.string().describe('What happened, in one line for people.'),
    type: z.enum(alertTypes).describe('What the alert is about.'),
    severity: z.enum(severities),
    rule: z.object({ id: z.string(), name: z.string() }),
    title: z.string().describe('The title of the run, or what names the several.'),
    kind: z.string().nullable().describe('The kind of the run.'),
    server: z.string().nullable().describe('The server, as it is called in Runlight.'),
    run: runId
      .nullable()
      .describe('The run that it is about; null where it is about a server or about no run.'),
    runs: z.array(runId).describe('The runs that it is about, where they are several; at most 200 of them.'),
    seq: z
      .int()
      .nullable()
      .describe('The event of the run that it is about; null where it is a silence or a state.'),
    cause: z.string().describe('What is wrong, in words.'),
    since: time.describe('Since when it was so.'),
    firedAt: time,
    lasting: z.boolean().describe('Whether it lasts until it is over; only then is it told that it is.'),
    resolvedAt: time.nullable().describe('When it was over; null in what tells that it began.'),
    resolution: z.string().nullable().describe('How it ended, in words.'),
    link: z
      .string()
      .nullable()
      .describe('Opens the run in a Runlight window on a computer that has this log.'),
  })
  .meta({ title: 'What Runlight tells of an alert' })
export type Message = z.infer<typeof messageSchema>

export type News = 'fired' | 'resolved'

/** The message about `alert` for the channel `channel`; `clean` takes secrets out of its words. */
export function messageOf(
  alert: Alert,
  channel: string,
  news: News,
  clean: (text: string) => string,
): Message {
  const isOver = news === 'resolved'
  const words = {
    title: clean(alert.title),
    cause: clean(alert.cause),
    resolution: isOver && alert.resolution !== null ? clean(alert.resolution) : null,
  }
  return {
    version: 1,
    id: `${incidentOf(alert, channel)}.${news}`,
    event: news,
    alert: alert.id,
    summary: oneLine(`${words.title}: ${isOver ? (words.resolution ?? 'over') : words.cause}`, 500),
    type: alert.type,
    severity: alert.severity,
    rule: { id: alert.rule, name: clean(alert.ruleName) },
    ...words,
    kind: alert.kind,
    server: alert.server,
    run: alert.run,
    runs: alert.runs,
    seq: alert.seq,
    since: isoTime(alert.since),
    firedAt: isoTime(alert.at),
    lasting: alert.lasting,
    resolvedAt: isOver && alert.resolvedAt !== null ? isoTime(alert.resolvedAt) : null,
    link: linkOf(alert),
  }
}

/** The message that tries a channel; `id` names this try. */
export function testMessage(id: string, now: number): Message {
  return {
    version: 1,
    id,
    event: 'test',
    alert: 0,
    summary: 'Test from Runlight: nothing happened, this channel works.',
    type: 'failed',
    severity: 'info',
    rule: { id: 'test', name: 'Test' },
    title: 'Test from Runlight',
    kind: null,
    server: null,
    run: null,
    runs: [],
    seq: null,
    cause: 'Somebody pressed Test: nothing happened.',
    since: isoTime(now),
    firedAt: isoTime(now),
    lasting: false,
    resolvedAt: null,
    resolution: null,
    link: null,
  }
}

/**
 * What is the same of all news of an alert to a channel. The time is in it since a log that was restored from a backup gives
 * numbers of alerts a second time.
 */
function incidentOf({ id, at }: Alert, channel: string): string {
  return `${channel}.${id}.${at.toString(36)}`
}

/** What joins that it began with that it is over. */
export function incidentKey({ id, event }: Message): string {
  return event === 'test' ? id : id.slice(0, id.lastIndexOf('.'))
}

function linkOf({ run, seq }: Alert): string | null {
  if (run === null) return null
  return formatDeepLink(seq === null ? { type: 'run', run } : { type: 'event', run, seq })
}
