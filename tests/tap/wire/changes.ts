// All that a gate may change of what it passes on, in one place: byte identity is tested but for these.

import { createHash } from 'node:crypto'
import type { Field, Message } from './message.ts'

/** Of one connection, and left out on the way (RFC 9110 section 7.6.1). */
const ofTheHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'upgrade',
  // A body's end is told to each side as its connection can; its bytes are the same.
  'transfer-encoding',
])

/** Fields that no `Connection` can take away, for a message would be another without them. */
const ofTheMessage = new Set(['content-length', 'host'])

const named = (fields: readonly Field[]): ReadonlySet<string> =>
  new Set(
    fields
      .filter(([name]) => name.toLowerCase() === 'connection')
      .flatMap(([, value]) => value.split(','))
      .map((one) => one.trim().toLowerCase())
      .filter((one) => !ofTheMessage.has(one)),
  )

function endToEnd(fields: readonly Field[], without: ReadonlySet<string>): Field[] {
  const connection = named(fields)
  return fields.filter(([name]) => {
    const lower = name.toLowerCase()
    return !ofTheHop.has(lower) && !connection.has(lower) && !without.has(lower)
  })
}

/** What must arrive at the server of what a client sent; `host` is the server's own. */
export function atServer(sent: Message, host: string): Sameness {
  const hadTrailers = sent.framing === 'chunked'
  const fields = endToEnd(sent.fields, new Set(hadTrailers ? [] : ['trailer'])).map(
    ([name, value]): Field => [name, name.toLowerCase() === 'host' ? host : value],
  )
  return sameness(sent, fields)
}

/** Of what the server heard, without what the gate added. */
export function heard(message: Message): Sameness {
  const fields = endToEnd(message.fields, new Set()).filter(
    ([name, value]) => !(name === 'Via' && value === '1.1 runlight'),
  )
  return sameness(message, fields)
}

/** What must arrive at the client of what the server sent. */
export function atClient(sent: Message): Sameness {
  return sameness(sent, endToEnd(sent.fields, new Set(sent.framing === 'length' ? ['trailer'] : [])))
}

/** Of what the client got, without what the gate added. */
export function got(message: Message): Sameness {
  return sameness(message, endToEnd(message.fields, new Set(['x-runlight-run'])))
}

/** What is compared. A length is compared where both sides tell one, as the body's own. */
export type Sameness = {
  readonly line: string
  readonly fields: readonly string[]
  readonly trailers: readonly string[]
  readonly bytes: number
  /** A digest of it, which compares faster. */
  readonly body: string
}

function sameness({ line, body, trailers }: Message, fields: readonly Field[]): Sameness {
  const told = (list: readonly Field[]) =>
    list
      .filter(([name]) => name.toLowerCase() !== 'content-length')
      .map(([name, value]) => `${name}: ${value}`)
  const digest = createHash('sha256').update(body).digest('hex')
  return { line, fields: told(fields), trailers: told(trailers), bytes: body.length, body: digest }
}
