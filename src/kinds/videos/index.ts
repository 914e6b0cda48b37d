// Video requests: like flashcard runs they live on their server and are only observed, but no event reports progress.
// Only the elapsed time, beside the usual duration, tells how far one is.

import { oneLine } from '../../core/basics/clip.ts'
import { asText, field, type JsonObject, parseJsonObject } from '../../core/basics/json.ts'
import { readFinalStatus, readPolledStatus } from '../../core/job/polled-status.ts'
import type { Reading } from '../../core/job/reading.ts'
import { readTextAsLog } from '../../core/job/text-as-log.ts'
import { isPing } from '../../core/kind/is-ping.ts'
import type { Kind, StreamEvent } from '../../core/kind/kind.ts'
import { furtherField } from '../../core/kind/match-kind.ts'
import { buildUrl } from '../../core/kind/urls.ts'

export const kind: Kind = {
  id: 'videos',
  label: 'Videos',
  icon: 'clapperboard',
  description: 'Watches a video request until it is completed or has failed.',
  needsServer: true,
  fields: [
    {
      name: 'video_uuid',
      label: 'Video UUID',
      type: 'text',
      required: true,
      default: null,
      help: 'The UUID that the service gave the request. Several at once make one run each.',
      placeholder: '4f3e2d1c-9b8a-4756-8e3f-2d1c0b9a8f7e',
      // A URL takes these two for steps in its path, however they are written (URL standard, 4.5).
      pattern: {
        source: String.raw`^(?!\s*\.{1,2}\s*$)`,
        problem: 'A video UUID cannot be a single or a double dot.',
      },
      many: true,
    },
    furtherField,
  ],
  urlPatterns: ['/v1/videos/requests/{video_uuid}/events'],
  title: (params) => `Video ${shortId(params.video_uuid ?? '')}`.trim(),
  request: ({ baseUrl, params }) => {
    const id = encodeURIComponent((params.video_uuid ?? '').toWellFormed())
    return {
      method: 'GET',
      url: buildUrl(baseUrl, `/v1/videos/requests/${id}/events`, {}, params.query),
      headers: {},
      body: null,
    }
  },
  read,
  observes: () => true,
  repeats: 'snapshot',
  beatMs: 15_000,
  timeLimitMs: null,
}

/** The readings of one event (its API document, “Videos SSE”); total. */
function read({ name, data }: StreamEvent): readonly Reading[] {
  if (name === 'ping' || isPing({ name, data })) return [{ type: 'ping' }]
  if (name !== 'status' && name !== 'end') return readTextAsLog(data)
  const object = parseJsonObject(data)
  if (object === null) {
    const unreadable: Reading = {
      type: 'unreadable',
      reason: `The data of this ${name} event is no JSON object.`,
    }
    return name === 'end' ? [unreadable, { type: 'terminal' }] : [unreadable]
  }
  if (name === 'end') return readFinalStatus(field(object, 'status'))
  const facts = Object.entries(shown).flatMap(([key, label]): Reading[] => {
    const value = asText(field(object, key))
    return value === null ? [] : [{ type: 'fact', name: label, value }]
  })
  return [readPolledStatus(field(object, 'status')), ...facts, ...readTimes(object)]
}

/** Its `started_at` and `completed_at`: how long the service worked, while a request may have waited for long. */
function readTimes(object: JsonObject): readonly Reading[] {
  const [startedAt, endedAt] = [timeOf(field(object, 'started_at')), timeOf(field(object, 'completed_at'))]
  return startedAt === null && endedAt === null ? [] : [{ type: 'times', startedAt, endedAt }]
}

function timeOf(value: unknown): number | null {
  const at = Date.parse(asText(value) ?? '')
  return Number.isFinite(at) ? at : null
}

/** What is worth showing of a status, and its name on the screen. */
const shown = { request_id: 'Request', started_at: 'Started', completed_at: 'Completed' }

/** The first group of a UUID, which tells requests apart; of any other id its beginning. */
function shortId(id: string): string {
  return /^[\da-f]{8}(?=-[\da-f]{4}-)/i.exec(id.trim())?.[0] ?? oneLine(id, 24)
}
