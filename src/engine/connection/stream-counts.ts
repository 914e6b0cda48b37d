// What the scanner has counted of a stream, for the attempt's figures and notices.

/** What came so far. Texts are cut. */
export type StreamCounts = {
  bytes: number
  /** Bytes since the last whole event. */
  sinceEvent: number
  comments: number
  /** Lines of a field that the standard takes. */
  fields: number
  /** Lines that the standard passes over, and the first of them. */
  odd: number
  firstOdd: string
  /** Whole events. */
  events: number
  /** Blocks with a name and without data, and the first one's name. */
  dataless: number
  firstDataless: string
  /** Blank lines. */
  blanks: number
}

/** Whether what came holds nothing of an event stream. */
export function isNoStream({ events, fields, comments, odd }: StreamCounts): boolean {
  return events === 0 && fields === 0 && comments === 0 && odd > 0
}

export function createStreamCounts(): StreamCounts {
  return {
    bytes: 0,
    sinceEvent: 0,
    comments: 0,
    fields: 0,
    odd: 0,
    firstOdd: '',
    events: 0,
    dataless: 0,
    firstDataless: '',
    blanks: 0,
  }
}
