// The oracle: the HTML standard's “parsing an event stream” and “interpreting an event stream” (9.2.5, 9.2.6), written
// down step by step from its text and from nothing else. It reads a whole stream at once and cares for no speed, so that
// it has none of the problems of a parser that must work in pieces.

type ReferenceEvent = {
  readonly type: string
  readonly data: string
  readonly lastEventId: string
}

export type Reference = {
  readonly events: readonly ReferenceEvent[]
  /** What `retry` fields set the reconnection time to, in order, in ms. */
  readonly reconnectionTimes: readonly number[]
  /** The event source's last event ID string at the end. */
  readonly lastEventId: string
}

/** What the standard makes of the bytes of an answer that has ended. */
export function parseReference(bytes: Uint8Array): Reference {
  const events: ReferenceEvent[] = []
  const reconnectionTimes: number[] = []
  let data = ''
  let eventType = ''
  let lastEventIdBuffer = ''
  let lastEventId = ''

  const dispatch = () => {
    lastEventId = lastEventIdBuffer
    if (data === '') {
      eventType = ''
      return
    }
    if (data.endsWith('\n')) data = data.slice(0, -1)
    events.push({ type: eventType === '' ? 'message' : eventType, data, lastEventId })
    data = ''
    eventType = ''
  }

  const processField = (field: string, value: string) => {
    if (field === 'event') eventType = value
    else if (field === 'data') data += `${value}\n`
    else if (field === 'id') {
      if (!value.includes('\0')) lastEventIdBuffer = value
    } else if (field === 'retry' && /^[0-9]+$/.test(value)) reconnectionTimes.push(Number.parseInt(value, 10))
  }

  for (const line of linesOf(bytes)) {
    if (line === '') dispatch()
    else if (line.startsWith(':')) continue
    else if (line.includes(':')) {
      const colon = line.indexOf(':')
      const value = line.slice(colon + 1)
      processField(line.slice(0, colon), value.startsWith(' ') ? value.slice(1) : value)
    } else processField(line, '')
  }
  return { events, reconnectionTimes, lastEventId }
}

/**
 * The stream's complete lines. UTF-8 decode takes one BOM off; a line ends at CR LF, at LF or at CR; what comes after the
 * last end is no line.
 */
function linesOf(bytes: Uint8Array): string[] {
  const text = new TextDecoder('utf-8').decode(bytes)
  const lines = text.split(/\r\n|\n|\r/)
  return lines.slice(0, -1)
}
