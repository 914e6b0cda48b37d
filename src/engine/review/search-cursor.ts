// Where a search goes on, as a text that a caller keeps and gives back: when the search began, the run it is in, the event
// it goes on with, and how many hits of that run were told already.

import { RunlightError } from '../../core/basics/errors.ts'

export type SearchCursor = {
  /** Epoch ms; the instant that “today” and “2 h ago” are taken from. */
  readonly now: number
  readonly run: number | null
  /** Null: from the run's last event on. */
  readonly seq: number | null
  readonly hits: number
}

const form = /^(\d{1,16})\.(\d{1,16})\.(\d{1,16})\.(\d{1,16})$/

export function writeCursor({ now, run, seq, hits }: SearchCursor): string {
  return `${now}.${run ?? 0}.${seq ?? 0}.${hits}`
}

/** Throws `bad-input` where `text` was not written by `writeCursor`. */
export function readCursor(text: string): SearchCursor {
  const [, now, run, seq, hits] = form.exec(text) ?? []
  if (now === undefined) {
    throw new RunlightError('bad-input', 'This is no place to go on searching from: begin the search again.')
  }
  return {
    now: Number(now),
    run: Number(run),
    seq: Number(seq) === 0 ? null : Number(seq),
    hits: Number(hits),
  }
}
