// One request for a stream, as a collector of the harness makes it, and the events that have come since they were last asked for.

import { get } from 'node:http'

type Sent = { readonly name: string; readonly id: string | null; readonly data: string }

export type StreamRequest = {
  /** Resolves to what has come, at least one event; to null when the connection is over. */
  readonly next: () => Promise<readonly Sent[] | null>
  /** Closes the connection at once. */
  readonly cut: () => void
}

export function askFor(address: string, lastId: string | null): StreamRequest {
  let waiting: Sent[] = []
  let rest = ''
  let isOver = false
  let wake = () => {}
  const end = () => {
    isOver = true
    wake()
  }
  const headers = lastId === null ? {} : { 'last-event-id': lastId }
  const request = get(address, { agent: false, headers }, (response) => {
    response.setEncoding('utf8').on('data', (part: string) => {
      const blocks = (rest + part).split('\n\n')
      rest = blocks.pop() ?? ''
      waiting.push(...blocks.map(eventIn))
      wake()
    })
    response.on('close', end)
    response.on('error', end)
  })
  request.on('error', end)
  return {
    next: async () => {
      while (waiting.length === 0 && !isOver) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      const some = waiting
      waiting = []
      return some.length === 0 ? null : some
    },
    cut: () => {
      request.destroy()
      end()
    },
  }
}

function eventIn(block: string): Sent {
  const of = (field: string) =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${field}: `))
      ?.slice(field.length + 2)
  return { name: of('event') ?? 'message', id: of('id') ?? null, data: of('data') ?? '' }
}
