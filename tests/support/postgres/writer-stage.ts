// A shared log of its own with a collector's writer, and what is stored of its runs: for tests of the writer.

import type { RunSummary } from '../../../src/core/run/run.ts'
import { createConnection } from '../../../src/engine/log/postgres/base/connection.ts'
import { unpackEvents } from '../../../src/engine/log/postgres/events/rows.ts'
import type { Batch, NewEvent, StoredEvent } from '../../../src/engine/log/rows.ts'
import { batch, newRun, summary } from '../hand-log.ts'
import { newSharedLog, openWriter } from './hand-member.ts'

/** What an event is compared by. */
export const plain = (events: readonly StoredEvent[]) =>
  events.map(({ seq, data, name, id, at, raw, flags }) => ({
    seq,
    data,
    name,
    id,
    at,
    raw: raw && [...raw],
    flags,
  }))

/** A batch of events of one run with its summary. */
export const withRun = (run: number, events: readonly NewEvent[], more: Partial<RunSummary> = {}): Batch => ({
  ...batch(events),
  runs: [{ summary: { ...summary, id: run, events: events.at(-1)?.seq ?? 0, ...more }, resumeId: 'i\0' }],
})

export type WriterStage = Awaited<ReturnType<typeof openWriterStage>>

export async function openWriterStage(url?: string) {
  const address = url ?? (await newSharedLog())
  const connection = createConnection(address, 'test', 10_000)
  const writer = await openWriter(address, 'a')
  let uids = 0
  return {
    url: address,
    connection,
    writer,
    addRun: (more: Partial<Omit<RunSummary, 'id'>> = {}, by = writer) =>
      by.addRun({ ...newRun(`run ${++uids}`), summary: { ...summary, ...more } }),
    storedEvents: async (run: number): Promise<StoredEvent[]> => {
      const rows = await connection.all(
        `SELECT first_seq, outline, texts, true AS block FROM runlight.event_block WHERE run = $1
          UNION ALL SELECT first_seq, outline, texts, false FROM runlight.event_tail WHERE run = $1 ORDER BY first_seq`,
        run,
      )
      return rows.flatMap(({ first_seq: first, outline, texts, block }) =>
        unpackEvents(
          { outline: outline as Uint8Array, texts: texts as Uint8Array },
          Number(first),
          block === true,
        ),
      )
    },
    /** All columns of its rows of events but the run. */
    storedRows: (run: number) =>
      Promise.all(
        ['event_block', 'event_tail'].map((table) =>
          connection.all(
            `SELECT (to_jsonb(t) - 'run')::text AS row FROM runlight.${table} t WHERE run = $1 ORDER BY first_seq`,
            run,
          ),
        ),
      ),
    blocksOf: (run: number) =>
      connection.all(
        'SELECT first_seq, last_seq, figures FROM runlight.event_block WHERE run = $1 ORDER BY 1',
        run,
      ),
    runRow: async (run: number) =>
      (
        await connection.all(
          'SELECT id, events, wanted, owner, summary, marks, resume_id FROM runlight.runs WHERE id = $1',
          run,
        )
      )[0],
    close: async () => {
      await Promise.all([writer.close(), connection.close()])
    },
  }
}
