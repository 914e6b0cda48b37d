// The search as a caller meets it: why nothing was found, what is refused and in which words, and pages that go on where the
// one before them ended.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Output } from '../../src/core/contract/contract.ts'
import { freshDir, removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { events, seedLog } from '../support/seed-log.ts'

const dataDir = freshDir()
let engine: TestEngine

beforeAll(async () => {
  await seedLog(dataDir, [
    { title: 'First', events: events(200, (seq) => ({ data: `{"step":${seq},"word":"apple"}` })) },
    { title: 'Second', marks: { tags: ['fruit'] }, events: [{ data: 'pear', flags: 32 }] },
    { title: 'Third', events: [{ data: 'plum' }, { data: 'pear and plum' }] },
  ])
  engine = await startEngine({ dataDir })
})
afterAll(async () => {
  await engine.close()
  removeDir(dataDir)
})

const why = async (query: string, within: number | null = null) =>
  (await engine.call('search.why', { query, within })).sentence

test('nothing found says which part leaves nothing', async () => {
  expect([
    await why('quince'),
    await why('apple quince'),
    await why('quince OR fig tag:none'),
    await why('apple pear'),
    await why('pear plum level:error'),
    await why('apple', 3),
  ]).toEqual([
    'Nothing in the log fits: text has “quince”.',
    'Nothing in the log fits: text has “quince”.',
    'Nothing in the log fits: text has “quince” or text has “fig” nor: tag is none.',
    'Each part is found in the log, but never both together.',
    'Each part is found in the log. Something fits all but this: text has “plum”.',
    'Nothing in this run fits: text has “apple”.',
  ])
})

test('a query that cannot be understood, or is too long, is refused in words and with its places', async () => {
  const refused = async (query: string) => {
    const input = { query, within: null, cursor: null, limit: 10, perRun: 5 }
    return engine.call('search.run', input).catch((error: unknown) => error)
  }
  expect(await refused('apple level:loud')).toMatchObject({
    code: 'bad-input',
    message:
      'The query cannot be understood at character 13: level: knows no “loud”. Write one of error, warning, info, ping.',
    detail: { problems: [{ from: 12, to: 16 }] },
  })
  expect(await refused('x'.repeat(10_001))).toMatchObject({
    code: 'bad-input',
    message:
      'The query cannot be understood at character 10,001: This query has 10,001 characters; at most 10,000 can be understood. Shorten it.',
  })
})

test('pages go on where they ended, in a log whose runs grow no newer', async () => {
  const seqs: number[] = []
  let cursor: string | null = null
  do {
    const page: Output<'search.run'> = await engine.call('search.run', {
      query: 'apple step>=50',
      within: 1,
      cursor,
      limit: 40,
      perRun: 5,
    })
    for (const { hits } of page.groups) seqs.push(...hits.map(({ seq }) => seq))
    cursor = page.cursor
  } while (cursor !== null)
  expect(seqs).toEqual(Array.from({ length: 151 }, (_, i) => 200 - i))
})

test('completion knows the names and fields of the log', async () => {
  const { events: names, fields } = await engine.call('search.known', { run: 1 })
  expect([names, fields.map(({ path }) => path)]).toEqual([['message'], ['step', 'word']])
})
