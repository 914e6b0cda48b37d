// One entry of a HAR file (HTTP Archive 1.2) as a stream, taken as it is: a field that is not as the format has it costs that
// field and nothing else, and is named.

import { z } from 'zod'
import { boundTime } from '../../../core/basics/times.ts'
import { type JsonFraming, jsonFramingOf } from '../../framing/json-records.ts'
import { piecesOf, readLines } from './lines.ts'
import { surveyStream } from './survey-stream.ts'
import { timeOf } from './told-event.ts'

export type HarStream = {
  /** As the entry gives it; '' where it gives none. */
  readonly startedDateTime: string
  /** Epoch ms; null where the entry does not tell it. */
  readonly startedAt: number | null
  /** Until the answer began, ms. */
  readonly waitMs: number
  readonly method: string
  readonly url: string
  readonly requestHeaders: readonly (readonly [string, string])[]
  /** As text; null where there is none. */
  readonly requestBody: string | null
  /** How its text is parted into events: null as an event stream. */
  readonly framing: JsonFraming | null
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

export type HarMessage = {
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

/** A form may be told by its fields alone. */
const postSchema = z
  .object({ mimeType: textSchema, text: z.string().nullable().catch(null), params: pairs })
  .catch({ mimeType: '', text: null, params: [] })

const entrySchema = z.object({
  startedDateTime: textSchema,
  timings: z.object({ wait: z.number().catch(0) }).catch({ wait: 0 }),
  request: z
    .object({ method: textSchema, url: textSchema, headers: pairs, postData: postSchema })
    .catch({ method: '', url: '', headers: [], postData: { mimeType: '', text: null, params: [] } }),
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

/** Chrome's, with the time in seconds. What is not told of one is as a stream has it where it says nothing. */
const messageSchema = z.object({
  time: z.unknown(),
  eventName: textSchema,
  eventId: z.union([z.string(), z.number()]).catch(''),
  data: z.string(),
})

function readMessages(values: readonly unknown[]): HarMessage[] {
  const messages: HarMessage[] = []
  for (const value of values) {
    const read = messageSchema.safeParse(value)
    if (!read.success) continue
    const { time, eventName, eventId, data } = read.data
    const at = timeOf(time) ?? messages.at(-1)?.at
    if (at === undefined) continue
    const id = String(eventId)
    messages.push({ at, name: eventName === '' ? 'message' : eventName, id: id === '' ? null : id, data })
  }
  return messages
}

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
  const framing = isNamed ? null : (jsonFramingOf(content.mimeType) ?? jsonFramingOf(type))
  const isTyped = isNamed || isStreamType(type) || framing !== null || asked
  const { body, isDamaged } = bodyOf(content.text, content.encoding)
  if (!isTyped && !(body !== null && isStreamText(body))) {
    const isSilent = content.mimeType === '' && type === '' && content.text === null
    return isSilent ? 'unanswered' : 'other'
  }
  const oddities: string[] = []
  const isOdd = !isNamed && jsonFramingOf(content.mimeType) === null
  if (isOdd && content.mimeType !== '')
    oddities.push(`its type is written down as “${content.mimeType.slice(0, 100)}”`)
  if (isOdd && content.mimeType === '') oddities.push('its type is not written down where it should be')
  const began = Date.parse(startedDateTime)
  if (!Number.isFinite(began)) oddities.push('not when it began: it stands at the time of the file')
  if (request.url === '') oddities.push('its address is missing')
  if (response.status === null) oddities.push('its status is missing')
  if (isDamaged) oddities.push('its base64 is damaged: only what stands before that can be read')
  const messages = readMessages(own._eventSourceMessages)
  return {
    startedDateTime,
    startedAt: Number.isFinite(began) ? boundTime(began) : null,
    waitMs: Math.max(0, timings.wait),
    method: request.method === '' ? 'GET' : request.method,
    url: request.url,
    requestHeaders: toPairs(request.headers),
    requestBody: postedBody(request.postData),
    framing,
    status: response.status,
    headers: toPairs(headers),
    body,
    messages,
    lostMessages: own._eventSourceMessages.length - messages.length,
    oddities,
  }
}

/** Whatever its type says, it is a stream: a proxy may have named it so. */
function isStreamText(body: Buffer): boolean {
  if (!/^\s*(?::|(?:data|event|id|retry):)/.test(body.toString('latin1', 0, 200))) return false
  return surveyStream(readLines(piecesOf(body), 0, body.length, true), () => false).found === 'stream'
}

function toPairs(all: readonly z.infer<typeof pairSchema>[]): (readonly [string, string])[] {
  return all.map(({ name, value }) => [name, value])
}

function postedBody({ text, params }: z.infer<typeof postSchema>): string | null {
  if (text !== null) return text === '' ? null : text
  if (params.length === 0) return null
  return new URLSearchParams(
    toPairs(params).map(([name, value]) => [name, value] as [string, string]),
  ).toString()
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
