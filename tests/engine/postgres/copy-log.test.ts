import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { logPath, openLogForReading } from '../../../src/engine/log/sqlite/file/open-log.ts'
import { createSectionSource } from '../../../src/engine/log/sqlite/read/section-source.ts'
import { openLogHere } from '../../../src/engine/log/sqlite/threads/open-log-here.ts'
import { copyLog } from '../../../src/engine/terminal/copy-log.ts'
import { freshDir, removeDir } from '../../support/engine.ts'
import { newSharedLog } from '../../support/postgres/hand-member.ts'
import { postgresHere } from '../../support/postgres.ts'
import { events, seedLog } from '../../support/seed-log.ts'

const here = postgresHere('Copying a log') !== null

/** Everything that is compared of the log of a folder: runs by their names, with all of their events. */
async function contents(dataDir: string) {
  const log = openLogHere(dataDir, 'read')
  const db = openLogForReading(dataDir)
  if (log === null || db === null) throw new Error(`No log at ${logPath(dataDir)}`)
  const source = createSectionSource(db)
  const runs = (await log.summaries()).map(({ id, title, kind, server, events: count, marks, job }) => ({
    uid: source.run(id).uid,
    title,
    kind,
    server,
    marks,
    job,
    attempts: source.attempts(id),
    gaps: source.gaps(id),
    events: [...source.events(id, [[1, count]])]
      .flat()
      .map((event) => ({ ...event, raw: event.raw && [...event.raw] })),
  }))
  const servers = (await log.servers()).map(({ id: _, space: __, ...server }) => server)
  await log.close()
  db.close()
  return { runs: runs.toSorted((a, b) => (a.uid < b.uid ? -1 : 1)), servers }
}

describe.skipIf(!here)('a log that is copied', () => {
  let dir: string
  let url: string
  beforeEach(async () => {
    dir = freshDir()
    url = await newSharedLog()
  })
  afterEach(() => removeDir(dir))
  const watch = (signal = new AbortController().signal, told = (_: string, __: number) => {}) => ({
    told,
    signal,
  })

  test('into a shared log and back is what it was; what is there is passed over; what was interrupted goes on', async () => {
    const from = join(dir, 'from')
    const back = join(dir, 'back')
    const strange = ['{"a":1}', '\ud83d', 'a\0b', '\udc0e', 'žluťoučký kůň']
    await seedLog(from, [
      { title: 'Long', events: events(3_000, (seq) => ({ id: String(seq), data: strange[seq % 5] ?? '' })) },
      { title: 'Short', events: events(3, (seq) => ({ data: `event ${seq}` })) },
      { title: 'Empty', events: [] },
    ])
    const interrupted = new AbortController()
    await expect(
      copyLog(
        from,
        url,
        '1',
        watch(interrupted.signal, (_, done) => void (done > 1_200 && interrupted.abort())),
      ),
    ).rejects.toMatchObject({ detail: { reason: 'cancelled' } })
    const first: number[] = []
    const copied = await copyLog(
      from,
      url,
      '1',
      watch(undefined, (_, done) => first.push(done)),
    )
    expect(copied).toMatchObject({ from, runs: 3, there: 0, events: 3_003, others: [] })
    expect(copied.to).not.toContain('@')
    // It went on where it was, and did not begin anew.
    expect(first[0]).toBeGreaterThan(1_200)
    expect(await copyLog(from, url, '1', watch())).toMatchObject({ runs: 0, there: 3 })
    expect(await copyLog(url, back, '1', watch())).toMatchObject({ runs: 3, there: 0, events: 3_003 })
    expect(await contents(back)).toEqual(await contents(from))
    expect(await copyLog(url, back, '1', watch())).toMatchObject({ runs: 0, there: 3 })
  }, 300_000)

  test('a run of the same name with other events is left as it is, and said', async () => {
    const from = join(dir, 'from')
    await seedLog(from, [{ title: 'Mine', events: events(10, (seq) => ({ data: `event ${seq}` })) }])
    await copyLog(from, url, '1', watch())
    const log = openLogHere(from, 'exclusive')
    await log?.reflag(1, [[3, 2]])
    await log?.close()
    expect(await copyLog(from, url, '1', watch())).toMatchObject({ runs: 0, there: 0, others: ['Mine'] })
  })
})
