import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { createConnection } from '../../../src/engine/log/postgres/base/connection.ts'
import { logPath, openLogForReading } from '../../../src/engine/log/sqlite/file/open-log.ts'
import { createSectionSource } from '../../../src/engine/log/sqlite/read/section-source.ts'
import { openLogHere } from '../../../src/engine/log/sqlite/threads/open-log-here.ts'
import { copyLog } from '../../../src/engine/terminal/copy-log.ts'
import { copyAll } from '../../../src/engine/terminal/copying/copy-log.ts'
import { openEnd } from '../../../src/engine/terminal/copying/open-end.ts'
import { freshDir, removeDir } from '../../support/engine.ts'
import { event, newRun, summary } from '../../support/hand-log.ts'
import { newSharedLog, openWriter } from '../../support/postgres/hand-member.ts'
import { withRun } from '../../support/postgres/writer-stage.ts'
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

  test('out of a log that collectors work on comes what rests; what they watch is named, and comes when it rests', async () => {
    const [from, back] = [join(dir, 'from'), join(dir, 'back')]
    await seedLog(from, [{ title: 'Short', events: events(3, (seq) => ({ data: `event ${seq}` })) }])
    await copyLog(from, url, '1', watch())
    const collector = await openWriter(url, 'a')
    const run = await collector.addRun(newRun('watched'))
    await collector.commit(withRun(run, [event(run, 1, 'one')]))
    const owner = createConnection(url, 'test', 10_000)
    onTestFinished(owner.close)
    await owner.all(
      `UPDATE runlight.members SET expires_at = clock_timestamp() + interval '1 hour' WHERE name = 'a'`,
    )
    const { title } = summary
    expect(await copyLog(url, back, '1', watch())).toMatchObject({ runs: 1, events: 3, live: [title] })
    expect((await contents(back)).runs).toHaveLength(1)

    await collector.close()
    await owner.all(`UPDATE runlight.members SET expires_at = clock_timestamp() WHERE name = 'a'`)
    expect(await copyLog(url, back, '1', watch())).toMatchObject({ runs: 1, there: 1, events: 1, live: [] })
    expect((await contents(back)).runs.map(({ uid, events }) => [uid, events.length])).toContainEqual([
      'watched',
      1,
    ])
  })

  test('a run that grows while it is copied is named as watched; one that is removed meanwhile is passed over', async () => {
    const [from, back] = [join(dir, 'from'), join(dir, 'back')]
    const three = () => events(3, (seq) => ({ data: `event ${seq}` }))
    await seedLog(from, [
      { title: 'Grows', events: three() },
      { title: 'Goes', events: three() },
      { title: 'Rests', events: three() },
    ])
    await copyLog(from, url, '1', watch())
    const other = await openWriter(url, 'a')
    const [source, target] = [await openEnd(url, false, '1'), await openEnd(back, true, '1')]
    const runs = await source.log.summaries()
    const [grows, goes] = [runs[0]?.id ?? 0, runs[1]?.id ?? 0]
    let begun = 0
    const meddled: typeof target = {
      ...target,
      steady: async (act) => {
        const made = await target.steady(act)
        if (++begun === 1) {
          const grown = { ...runs[0], events: 4 }
          await other.commit(withRun(grows, [event(grows, 4, 'one more')], grown))
          await other.removeRun(goes)
        }
        return made
      },
    }
    const copied = await copyAll(source, meddled, watch())
    expect(copied).toMatchObject({ runs: 1, events: 3, others: [], live: ['Grows'] })
    await Promise.all([source.close(), target.close(), other.close()])
    expect((await contents(back)).runs.map(({ title }) => title)).toEqual(['Rests'])
    expect(await copyLog(url, back, '1', watch())).toMatchObject({ runs: 1, there: 1, events: 4, live: [] })
    expect((await contents(back)).runs.map(({ title }) => title).toSorted()).toEqual(['Grows', 'Rests'])
  })

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
