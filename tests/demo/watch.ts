// A plain client for the tests: asks once, reads to the end (or until it has seen enough) and tells what came, bytes and
// all. No retry and no cleverness, so that what it reports is the backend's doing.

import { createParser } from 'eventsource-parser'

export type Seen = {
  readonly status: number
  readonly headers: Headers
  /** `name` is `message` where the stream gave none. */
  readonly events: readonly { readonly name: string; readonly id: string | null; readonly data: string }[]
  readonly comments: readonly string[]
  readonly retries: readonly number[]
  readonly text: string
  /** `finished`: the answer ended as HTTP ends it. `lost`: the socket went. `left`: the test had seen enough. */
  readonly ending: 'finished' | 'lost' | 'left'
}

export type WatchOptions = RequestInit & {
  /** Leaves as soon as this many events were seen. */
  readonly enough?: number
  /** Leaves when nothing has come for this many real milliseconds; counted from the first event on. */
  readonly quietMs?: number
}

export async function watch(url: string, options: WatchOptions = {}): Promise<Seen> {
  const { enough = Number.POSITIVE_INFINITY, quietMs, ...init } = options
  const answer = await fetch(url, init)
  const events: { name: string; id: string | null; data: string }[] = []
  const comments: string[] = []
  const retries: number[] = []
  const parser = createParser({
    onEvent: ({ event, id, data }) => {
      events.push({ name: event ?? 'message', id: id ?? null, data })
    },
    onComment: (comment) => comments.push(comment),
    onRetry: (ms) => retries.push(ms),
  })
  let text = ''
  const seen = (ending: Seen['ending']): Seen => {
    return { status: answer.status, headers: answer.headers, events, comments, retries, text, ending }
  }
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (reader === undefined) return seen('finished')
  try {
    while (events.length < enough) {
      const patience = events.length > 0 ? quietMs : undefined
      const read = await (patience === undefined ? reader.read() : beforeLong(reader.read(), patience))
      if (read === null) break
      if (read.done) return seen('finished')
      text += read.value
      parser.feed(read.value)
    }
    await reader.cancel()
    return seen('left')
  } catch {
    return seen('lost')
  }
}

/** What `promise` gives, or null where it takes longer than `ms`. */
async function beforeLong<T>(promise: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

/** The data of the events called `name`, parsed. */
export function dataOf(seen: Seen, name: string): unknown[] {
  return seen.events.filter((event) => event.name === name).map(({ data }) => JSON.parse(data))
}
