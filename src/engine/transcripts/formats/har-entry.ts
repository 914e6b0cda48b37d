// One entry of a HAR file (HTTP Archive 1.2) as a stream, taken as it is: a field that is not as the format has it costs that
// field and nothing else, and is named.

import { z } from 'zod'
import { boundTime } from '../../../core/basics/times.ts'

export type HarStream = {
  /** As the entry gives it; '' where it gives none. */
  readonly startedDateTime: string
  /** Epoch ms; null where the entry does not tell it. */
  readonly startedAt: number | null
  /** Until the answer began, ms. */
  readonly waitMs: number
  readonly method: string
  readonly url: string
  readonly status: number | null
  readonly headers: readonly (readonly [string, string])[]
  /** The body; null where it was not saved. */
  readonly body: Buffer | null
  /** What a browser has kept of the stream beside its text, in order; empty where it has not. */
  readonly messages: readonly HarMessage[]
  /** How many of these could not be read. */
  readonly lostMessages: number
  /** What is odd about the entry though it could be used: each goes on after *entry 1 is a stream, but*. */
  readonly oddities: readonly string[]
}

type HarMessage = {
  /** Epoch ms. */
  readonly at: number
  readonly name: string
  readonly id: string | null
  readonly data: string
}

const textSchema = z.string().catch('')
const pairSchema = z.object({ name: z.string(), value: z.string() })
const pairs = z
  .array(pairSchema.nullable().catch(null))
  .transform((all) => all.filter((one) => one !== null))
  .catch([])

const entrySchema = z.object({
  startedDateTime: textSchema,
  timings: z.object({ wait: z.number().catch(0) }).catch({ wait: 0 }),
  request: z
    .object({ method: textSchema, url: textSchema, headers: pairs })
    .catch({ method: '', url: '', headers: [] }),
  response: z
    .object({
      status: z
        .union([
          z.int(),
          z
            .string()
            .regex(/^\d{3}$/)
            .transform(Number),
        ])
        .nullable()
        .catch(null),
      headers: pairs,
      content: z
        .object({
          mimeType: textSchema,
          text: z.string().nullable().catch(null),
          encoding: textSchema,
        })
        .catch({ mimeType: '', text: null, encoding: '' }),
    })
    .catch({ status: null, headers: [], content: { mimeType: '', text: null, encoding: '' } }),
  _resourceType: textSchema,
  _eventSourceMessages: z.array(z.unknown()).catch([]),
})

/** Chrome's, with the time in seconds. */
const messageSchema = z
  .object({ time: z.number(), eventName: z.string(), eventId: z.string(), data: z.string() })
  .transform(
    ({ time, eventName, eventId, data }): HarMessage => ({
      at: boundTime(time * 1_000),
      name: eventName === '' ? 'message' : eventName,
      id: eventId === '' ? null : eventId,
      data,
    }),
  )

/**
 * The entry as a stream. `other`: it is none. `unanswered`: it has no answer that could tell. Whether it is one is told by
 * its type, by its headers, or by how the browser asked.
 */
export function readHarEntry(value: unknown): HarStream | 'other' | 'unanswered' {
  const parsed = entrySchema.safeParse(value)
  if (!parsed.success) return 'unanswered'
  const { startedDateTime, timings, request, response, ...own } = parsed.data
  const { content, headers } = response
  const type = headerOf(headers, 'content-type')
  const isNamed = isStreamType(content.mimeType)
  const asked = own._resourceType.toLowerCase() === 'eventsource' || own._eventSourceMessages.length > 0
  if (!isNamed && !isStreamType(type) && !asked) {
    const isSilent = content.mimeType === '' && type === '' && content.text === null
    return isSilent ? 'unanswered' : 'other'
  }
  const oddities: string[] = []
  if (!isNamed && content.mimeType !== '')
    oddities.push(`its type is written down as “${content.mimeType.slice(0, 100)}”`)
  if (!isNamed && content.mimeType === '') oddities.push('its type is not written down where it should be')
  const began = Date.parse(startedDateTime)
  if (!Number.isFinite(began)) oddities.push('not when it began: it stands at the time of the file')
  if (request.url === '') oddities.push('its address is missing')
  if (response.status === null) oddities.push('its status is missing')
  const { body, isDamaged } = bodyOf(content.text, content.encoding)
  if (isDamaged) oddities.push('its base64 is damaged: only what stands before that can be read')
  const messages = own._eventSourceMessages.flatMap((one) => messageSchema.safeParse(one).data ?? [])
  return {
    startedDateTime,
    startedAt: Number.isFinite(began) ? boundTime(began) : null,
    waitMs: Math.max(0, timings.wait),
    method: request.method === '' ? 'GET' : request.method,
    url: request.url,
    status: response.status,
    headers: headers.map(({ name, value: said }) => [name, said] as const),
    body,
    messages,
    lostMessages: own._eventSourceMessages.length - messages.length,
    oddities,
  }
}

function isStreamType(type: string): boolean {
  return /^\s*text\/event-stream\b/i.test(type)
}

function headerOf(headers: readonly { name: string; value: string }[], wanted: string): string {
  return headers.find(({ name }) => name.toLowerCase() === wanted)?.value ?? ''
}

/** Node's own reader of base64 passes over what does not belong there. */
function bodyOf(text: string | null, encoding: string): { body: Buffer | null; isDamaged: boolean } {
  if (text === null || text === '') return { body: null, isDamaged: false }
  if (encoding.toLowerCase() !== 'base64')
    return { body: Buffer.from(text.replace(/^\ufeff/, '')), isDamaged: false }
  const sound = /^[A-Za-z0-9+/\s]*={0,2}\s*/.exec(text)?.[0] ?? ''
  return { body: Buffer.from(sound, 'base64'), isDamaged: sound.length < text.length }
}
