// `runlight events`: the events of one run, read page by page beside whatever engine may be writing them, so that a log of
// any length costs the same memory.

import { RunlightError } from '../../core/basics/errors.ts'
import type { EventRow } from '../../core/run/run.ts'
import { eventLine } from '../host/event-line.ts'
import { eventPages } from '../host/event-pages.ts'
import type { CliHost } from '../host/host.ts'
import { type LogOptions, openLogOf, placeOf } from '../hub/open-log.ts'
import { formatTime } from '../terminal/format-time.ts'
import { printable } from '../terminal/printable.ts'
import { cutToWidth } from '../terminal/width.ts'

export type EventsOptions = LogOptions & {
  readonly json?: true
  readonly from: number
  readonly limit?: number
}

/** Prints the events that are stored by now. Throws `not-found` where there is no such run. */
export async function listEvents(host: CliHost, run: number, options: EventsOptions): Promise<number> {
  const log = await openLogOf(host, options)
  try {
    const summary = (await log?.runs())?.find(({ id }) => id === run)
    if (log === null || summary === undefined) {
      throw new RunlightError(
        'not-found',
        `There is no run ${run} in ${placeOf(host, options)}: “runlight runs” lists those there are.`,
      )
    }
    let isGone = false
    host.out.onGone(() => {
      isGone = true
    })
    const { from, limit = Number.POSITIVE_INFINITY } = options
    const upTo = Math.min(summary.events, from + limit - 1)
    const columns = host.out.columns()
    const line = options.json === true ? eventLine : (row: EventRow) => eventText(row, columns)
    const read = options.json === true || columns === null ? log.events : log.listed
    for await (const rows of eventPages((first, size) => read(run, first, size), from, upTo)) {
      for (const row of rows) host.out.write(line(row))
      await host.out.room()
      if (isGone) break
    }
    return 0
  } finally {
    await log?.close()
  }
}

/** On a terminal what the event says, on one line of its window; in a pipe the whole event, still on one line. */
function eventText({ seq, at, name, data, message = data }: EventRow, columns: number | null): string {
  const line = `${String(seq).padStart(6)}  ${formatTime(at)}  ${printable(name)}  ${printable(message)}`
  return `${columns === null ? line : cutToWidth(line, columns)}\n`
}
