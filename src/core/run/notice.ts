// Oddities of a working connection: bytes that the standard's parser skips, buffering, defects. A notice is stored as
// data, a few per attempt, and is worded only here, so every screen and file says the same.

import { formatBytes, formatCount, formatDuration } from '../basics/quantities.ts'

export const noticeCodes = [
  /** Lines that are neither a field nor a comment, or a field whose value the standard refuses. */
  'odd-lines',
  /** Blocks with a name and no data: no event is made of them. */
  'no-data',
  /** Events whose lines are each JSON of their own: the lines of several, glued for want of blank ones. */
  'glued',
  /** Fields came, and never the blank line that makes an event of them. */
  'no-blank-line',
  /** The stream ended inside an event. */
  'cut-off',
  /** The stream of JSON records ended inside one. */
  'cut-record',
  /** An event stream under the type of something else. */
  'other-type',
  /** JSON lines under the type of something else. */
  'json-lines',
  /** A stream under a status of success that is not 200. */
  'other-status',
  /** Bytes came, and neither a field nor a comment among them. */
  'no-events',
  /** Something on the way gathers events before it passes them on. */
  'held-back',
  /** A defect of the kind kept it from reading events. */
  'kind-defect',
  /** A redirect turned the request into a GET, as HTTP wants it (Fetch standard, 4.4). */
  'became-get',
  /** Words without data, as they were kept before notices were data. */
  'words',
] as const
export type NoticeCode = (typeof noticeCodes)[number]

/** Units of text that are kept of a first line. */
export const noticeTextLimit = 200

export type Notice = {
  /** One of `noticeCodes`; a file may hold codes of a later version. */
  readonly code: string
  /** When it was first noticed, epoch ms. */
  readonly at: number
  /** Lines or events; bytes of `cut-off`, `cut-record` and `no-events`; ms of `held-back`; the status of `became-get` and `other-status`. */
  readonly count: number
  /** The first line that is meant, the first event's name, its lines (`glued`), the answer's type, or the kind's label; cut, without secrets; may be empty. */
  readonly first: string
}

/** The notice in a clause without a full stop, or in some sentences. */
export function formatNotice({ code, count, first }: Omit<Notice, 'at'>): string {
  const shown = first === '' ? '' : `: “${first}”`
  switch (code) {
    case 'odd-lines':
      return count === 1
        ? `1 line was no part of any event${shown}`
        : `${formatCount(count, 'line')} were no part of any event, the first${shown}`
    case 'no-data':
      return count === 1
        ? `An event “${first}” came without data`
        : `${formatCount(count, 'event')} came without data, the first${shown}`
    case 'glued':
      return count === 1
        ? `An event is of ${first} lines that are each JSON of their own: blank lines may be missing between them`
        : `${formatCount(count, 'event')} are of lines that are each JSON of their own: blank lines may be missing between them`
    case 'no-blank-line':
      return `Lines arrive, but no blank line ends an event (${formatCount(count, 'line')} so far, the first${shown}): the server must send an empty line after each event`
    case 'cut-off':
      return `The last event was cut off before its blank line (${formatCount(count, 'byte')})${shown}`
    case 'cut-record':
      return `The last record was cut off before its line feed (${formatCount(count, 'byte')})${shown}`
    case 'other-type':
      return `This is an event stream, though its type is ${typeOf(first)}: it is read all the same, which a browser would refuse`
    case 'json-lines':
      return `This is one JSON text a line, though its type is ${typeOf(first)}: each line is read as an event`
    case 'other-status':
      return `This is a stream, though its status is ${count} and not 200: it is read all the same, which a browser would refuse`
    case 'no-events':
      return `Bytes arrive, but no events (${formatBytes(count)} so far${first === '' ? '' : `, the first line${shown}`}): what the server sends is no event stream, whatever its type says`
    case 'held-back':
      return `Events arrive in bundles: something on the way, mostly a proxy that buffers, holds them back (here for ${formatDuration(count)}). Let the server send the header “X-Accel-Buffering: no”, or switch the proxy’s response buffering off for this path.`
    case 'kind-defect':
      return `A defect of Runlight kept “${first}” from reading events of this run: they are kept as received, and marked unreadable. Save a diagnostic file and report it.`
    case 'became-get':
      return `A redirect (${count}) turned the request into a GET: ask the address that it leads to`
    case 'words':
      return first
    default:
      return `A later version of Runlight noticed something here (${code})`
  }
}

function typeOf(type: string): string {
  return type === '' ? 'not said' : `“${type}”`
}

/** All that was noticed of one connection as one text. */
export function formatNotices(notices: readonly Notice[]): string {
  return notices.map((notice) => formatNotice(notice).replace(/\.?$/, '.')).join(' ')
}
