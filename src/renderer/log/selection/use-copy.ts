// Copies rows of a log, and the run's request, to the clipboard. Rows are fetched with all of their data; too much data is
// refused with a hint.

import { useMemo } from 'react'
import { formatCount } from '../../../core/basics/quantities.ts'
import { isCutRow } from '../../../core/run/cut-row.ts'
import type { EventRow } from '../../../core/run/run.ts'
import { useDesk } from '../../desk/desk-context.ts'
import { type Client, errorMessage } from '../../store/client.ts'
import type { Log } from '../data/use-log.ts'
import { type CopyForm, copyText } from './copy-text.ts'
import type { Range } from './selection.ts'

const rowsPerRequest = 500
/** Complete events per batch of requests. */
const eventsAtOnce = 16
/** UTF-16 units of data. */
const maxCopied = 32_000_000

type Copied = { readonly text: string; readonly notice: string }

export type Copying = {
  readonly rows: (range: Range, form: CopyForm) => Promise<void>
  readonly data: (row: EventRow) => Promise<void>
  readonly curl: () => Promise<void>
}

/** What can be copied from the log of `run`; `fetch` gets rows by index. None of the actions rejects. */
export function useCopy(run: number, fetch: Log['fetch']): Copying {
  const { client, notices } = useDesk()
  return useMemo(() => {
    const attempt = async (make: () => Promise<Copied | null>) => {
      try {
        const copied = await make()
        if (copied === null)
          return notices.show('These events are too much for the clipboard: export them instead.', 'bad')
        const { text, notice } = copied
        await navigator.clipboard.writeText(text).then(
          () => notices.show(notice),
          () => notices.show('The clipboard refused. Select the text and copy it.', 'bad'),
        )
      } catch (thrown) {
        notices.show(errorMessage(thrown), 'bad')
      }
    }
    return {
      rows: (range, form) =>
        attempt(async () => {
          const rows = await wholeRows(client, run, fetch, range)
          if (rows === null) return null
          const words = form === 'json' ? ', one JSON object on each line' : ''
          return {
            text: copyText(rows, form),
            notice: `Copied ${formatCount(rows.length, 'event')}${words}.`,
          }
        }),
      data: (row) =>
        attempt(async () => {
          const { data } = await wholeRow(client, run, row)
          return { text: data, notice: `Copied the data of event ${row.seq.toLocaleString('en-US')}.` }
        }),
      curl: () =>
        attempt(async () => {
          const { command, secrets } = await client.call('log.curl', { run })
          const left =
            secrets === 0 ? '' : ` ${formatCount(secrets, 'secret')} left out: set the variables in it.`
          return { text: command, notice: `Copied the request as a curl command.${left}` }
        }),
    }
  }, [client, notices, run, fetch])
}

/** The rows with all of their data; null where that is more than `maxCopied`. */
async function wholeRows(
  client: Client,
  run: number,
  fetch: Log['fetch'],
  { first, last }: Range,
): Promise<readonly EventRow[] | null> {
  const rows: EventRow[] = []
  let size = 0
  for (let from = first; from <= last; from += rowsPerRequest) {
    const page = await eachEvent(client, run, await fetch(from, Math.min(rowsPerRequest, last - from + 1)))
    size += page.reduce((sum, row) => sum + row.size + (row.idSize ?? 0) + (row.nameSize ?? 0), 0)
    if (size > maxCopied) return null
    for (let i = 0; i < page.length; i += eventsAtOnce) {
      const some = page.slice(i, i + eventsAtOnce)
      rows.push(...(await Promise.all(some.map((row) => wholeRow(client, run, row)))))
    }
  }
  return rows
}

/** The rows, and in place of one that joins several events these. */
async function eachEvent(
  client: Client,
  run: number,
  page: readonly EventRow[],
): Promise<readonly EventRow[]> {
  if (page.every(({ until }) => until === undefined)) return page
  const rows: EventRow[] = []
  for (const row of page) {
    if (row.until === undefined) rows.push(row)
    for (let from = row.seq; row.until !== undefined && from <= row.until; ) {
      const limit = Math.min(rowsPerRequest, row.until - from + 1)
      const { rows: some } = await client.call('events.range', { run, from, limit })
      if (some.length === 0) break
      rows.push(...some)
      from += some.length
    }
  }
  return rows
}

async function wholeRow(client: Client, run: number, row: EventRow): Promise<EventRow> {
  return isCutRow(row) ? client.call('events.get', { run, seq: row.seq }) : row
}
