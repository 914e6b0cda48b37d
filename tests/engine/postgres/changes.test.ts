import { describe, expect, test } from 'vitest'
import { everything, openTeamLog } from '../../support/postgres/team-log.ts'
import { postgresHere } from '../../support/postgres.ts'

const here = postgresHere('The changes of a shared log') !== null

describe.runIf(here)('changes of runs', () => {
  test('no index has a column that a commit changes, so that its updates stay within their pages', async () => {
    const { sql } = await openTeamLog()
    const rows = await sql.query(
      `SELECT DISTINCT a.attname AS name FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid
        WHERE i.indrelid = 'runlight.runs'::regclass AND a.attnum > 0
          AND (a.attnum = ANY(i.indkey) OR pg_get_expr(i.indpred, i.indrelid) ~ a.attname)`,
    )
    const indexed = rows.rows.map(({ name }) => String(name))
    expect(indexed).toContain('job_state')
    expect(indexed.filter((name) => ofEveryCommit.includes(name))).toEqual([])
  })

  test('a follower who comes back after the list was cut hears of the same runs as one who was there', async () => {
    const { sql, joined, addRuns } = await openTeamLog()
    await addRuns(30)
    const [a, b] = [await joined('a'), await joined('b', { role: 'hub' })]
    await a.claim(everything, 10)
    const { cursor } = await b.feed(null)
    const claimed = (await a.claim(everything, 12)).map(({ run }) => run)
    const told = async () => (await b.feed(cursor)).runs.map(({ id }) => id).toSorted((x, y) => x - y)

    const fromTheList = await told()
    await sql.query('TRUNCATE runlight.changes')
    await sql.query('UPDATE runlight.members SET changes_from = clock')
    expect(fromTheList).toEqual(claimed.toSorted((x, y) => x - y))
    expect(await told()).toEqual(fromTheList)
  })

  test('the list is cut, and who has followed it goes on', async () => {
    const { sql, joined, addRuns } = await openTeamLog()
    await addRuns(3)
    const [a, b] = [await joined('a'), await joined('b', { role: 'hub' })]
    await a.claim(everything, 1)
    const count = async () =>
      Number((await sql.query('SELECT count(*) FROM runlight.changes')).rows[0]?.count)
    expect(await count()).toBeGreaterThan(0)
    await sql.query(`UPDATE runlight.members SET clock = clock + 256 * 40 - 1 - clock % 256 WHERE name = 'a'`)
    const { cursor } = await b.feed(null)
    await a.renew()
    expect(await count()).toBe(0)
    const [{ run = 0 } = {}] = await a.claim(everything, 1)
    expect((await b.feed(cursor)).runs.map(({ id }) => id)).toEqual([run])
  })
})

const ofEveryCommit = ['summary', 'resume_id', 'events', 'marks', 'changed_by', 'changed_clock']
