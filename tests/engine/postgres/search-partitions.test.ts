// A search goes through the partitions of a shared log one after another, with the index of words and without it, and finds
// what is in the oldest as surely as what is in the newest.

import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LogAccess } from '../../../src/engine/log/port.ts'
import { createConnection } from '../../../src/engine/log/postgres/base/connection.ts'
import { openReading, type Reading } from '../../../src/engine/log/postgres/threads/open-reading.ts'
import { gather } from '../../../src/engine/review/gather.ts'
import { addRun, closed, many } from '../../log-contract/ledger.ts'
import { newSharedLog, openWriter } from '../../support/postgres/hand-member.ts'
import { postgresHere } from '../../support/postgres.ts'

/** Numbers of runs, in partitions far apart. */
const numbers = [3, 1_020, 1_030, 9_000, 9_001, 70_000, 2_000_000]
const rare = [3, 9_001, 70_000]

describe.skipIf(postgresHere('searches over partitions') === null)('a search over partitions', () => {
  let reading: Reading
  let connection: ReturnType<typeof createConnection>
  let close: () => Promise<void>

  beforeAll(async () => {
    const url = await newSharedLog()
    const writer = await openWriter(url, 'a')
    connection = createConnection(url, 'test', 60_000)
    for (const id of numbers) {
      await connection.all(`SELECT setval(pg_get_serial_sequence('runlight.runs', 'id'), $1)`, id - 1)
      const run = await addRun(writer as unknown as LogAccess)
      expect(run.id).toBe(id)
      const said = rare.includes(id) ? 'needle in' : 'hay'
      await run.commit(
        many(70, (seq) => ({
          data: seq === 7 ? `a ${said} all` : `in a needle${seq} of all hay`,
          flags: seq === 9 ? 32 : 0,
        })),
        // One of them is still being written.
        id === 9_000 ? {} : { summary: { connection: closed } },
      )
    }
    reading = await openReading({ url, name: 'partitions', kindsDir: tmpdir(), ownedBy: null })
    close = async () => {
      await Promise.all([reading.close(), writer.close(), connection.close()])
    }
  })
  afterAll(() => close())

  const found = async (query: string, limit = 50) => {
    const { search } = reading.as('all').review
    const { groups } = await gather(search, { query, within: null, cursor: null, limit, perRun: 1 }, 60_000)
    return groups.map(({ run, hits }) => [run.id, hits[0]?.seq])
  }

  async function check(): Promise<void> {
    const newest = numbers.toReversed()
    expect(await found('needle')).toEqual(rare.toReversed().map((id) => [id, 7]))
    expect(await found('"needle in"')).toEqual(rare.toReversed().map((id) => [id, 7]))
    expect(await found('"in needle"')).toEqual([])
    expect(await found('nowhere')).toEqual([])
    expect(await found('all')).toEqual(newest.map((id) => [id, 70]))
    expect(await found('all', 2)).toEqual(newest.slice(0, 2).map((id) => [id, 70]))
    expect(await found('level:error')).toEqual(newest.map((id) => [id, 9]))
    expect(await found('needle9 level:error')).toEqual(newest.map((id) => [id, 9]))
    expect(await found('need* -all')).toEqual([])
  }

  test('finds the same before a partition has its index and after', async () => {
    await check()
    await connection.all('CREATE INDEX ON runlight.event_block USING gin (words)')
    await check()
  })

  test('has its index made where there are many blocks', async () => {
    const url = await newSharedLog()
    const other = createConnection(url, 'test', 60_000)
    try {
      await other.all('SELECT runlight.make_room(1)')
      const put = (first: string) =>
        other.all(
          `INSERT INTO runlight.event_block
           SELECT 1, s * 1024 + 1, s * 1024 + 1, 0, 0, NULL, '', '', '{1,2}', '' FROM generate_series(${first}) AS s`,
        )
      const made = async () => (await other.all('SELECT runlight.index_words() AS made'))[0]?.made
      await put('0, 1000')
      expect(await made()).toBe(false)
      await put('1001, 1100')
      expect([await made(), await made()]).toEqual([true, false])
    } finally {
      await other.close()
    }
  })
})
