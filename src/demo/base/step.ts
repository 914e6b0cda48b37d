// What a stream does, one step at a time, as plain data: frames to write, and the two ends that no server plans. Faults
// bend a list of steps, the player performs it; neither knows the other, and the services know neither.

export type Frame = {
  readonly type: 'frame'
  /** Milliseconds of the sample world since the connection was answered. */
  readonly at: number
  /** `ping` is any sign of life without content, `terminal` the last event that the service's API documents. */
  readonly part: 'event' | 'ping' | 'terminal' | 'comment' | 'retry'
  /** The event's name, or null to send none. */
  readonly name: string | null
  readonly id: string | null
  /** The event's data; for a comment its text, for `retry` the milliseconds. */
  readonly data: string
}

/**
 * `cut` destroys the socket as a crash would, `hang` sends nothing more and leaves it open, `end` finishes the answer, as
 * running out of steps does at once.
 */
export type Step = Frame | { readonly type: 'cut' | 'hang' | 'end'; readonly at: number }

/** An event whose data is the JSON of `data`, or `data` itself where it is text. */
export function event(at: number, name: string | null, data: unknown): Frame {
  return { type: 'frame', at, part: 'event', name, id: null, data: asData(data) }
}

/** The same, as the last event that the API documents. */
export function terminal(at: number, name: string | null, data: unknown): Frame {
  return { ...event(at, name, data), part: 'terminal' }
}

export function ping(at: number, name: string, data: unknown): Frame {
  return { ...event(at, name, data), part: 'ping' }
}

/** A comment line, which clients ignore and proxies count as traffic. */
export function comment(at: number, text: string): Frame {
  return { type: 'frame', at, part: 'comment', name: null, id: null, data: text }
}

/** Asks clients to wait `ms` before they reconnect. */
export function retry(at: number, ms: number): Frame {
  return { type: 'frame', at, part: 'retry', name: null, id: null, data: String(ms) }
}

/** The frame as it stands on the wire (HTML standard, 9.2.5). */
export function render(frame: Frame): string {
  if (frame.part === 'comment') return `: ${frame.data}\n\n`
  if (frame.part === 'retry') return `retry: ${frame.data}\n\n`
  const name = frame.name === null ? '' : `event: ${frame.name}\n`
  const id = frame.id === null ? '' : `id: ${frame.id}\n`
  const data = frame.data.split('\n').map((line) => `data: ${line}\n`)
  return `${id}${name}${data.join('')}\n`
}

function asData(data: unknown): string {
  return typeof data === 'string' ? data : JSON.stringify(data)
}
