// Which runs the board shows, in what order, and how they are counted.

import { expect, test } from 'vitest'
import type { GroupBy } from '../../src/core/contract/board-settings.ts'
import { defaultSettings } from '../../src/core/contract/default-settings.ts'
import { noMarks } from '../../src/core/run/no-marks.ts'
import type { RunSummary } from '../../src/core/run/run.ts'
import { connectionStates, jobStates } from '../../src/core/run/states.ts'
import { formatStandings, noRuns, tallyOf, tallyWords } from '../../src/core/run/tally.ts'
import { boardEntries, boardGroups } from '../../src/renderer/store/board-groups.ts'
import type { Need } from '../../src/renderer/store/board-list.ts'
import { createLiveStore, fromPush, fromSnapshot } from '../../src/renderer/store/live-store.ts'
import { countBoard, everywhere, kindsOf, tallies } from '../../src/renderer/store/tallies.ts'
import { type BoardQuery, views } from '../../src/renderer/store/view-store.ts'
import { makeRun, noon, tappedBy } from './make-run.ts'

const all: BoardQuery = { view: 'all', kind: null, server: null, text: '', sort: 'needs-me' }

const live = makeRun({ id: 1, title: 'Biology 101', job: { state: 'processing' }, lastEventAt: noon + 9_000 })
const stalled = makeRun({
  id: 2,
  title: 'biology 9',
  kind: 'videos',
  createdAt: noon + 1,
  job: { state: 'processing' },
  connection: { state: 'stalled' },
})
const done = makeRun({
  id: 3,
  title: 'Chemistry',
  serverId: 2,
  server: 'staging',
  createdAt: noon + 2,
  job: { state: 'completed' },
  connection: { state: 'closed' },
})
const failed = makeRun({
  id: 4,
  title: 'Maths',
  createdAt: noon + 3,
  job: { state: 'failed', cause: 'LLM_TIMEOUT' },
  connection: { state: 'closed' },
})
const waiting = makeRun({
  id: 5,
  title: 'Art',
  createdAt: noon + 4,
  serverId: null,
  server: 'example.com',
  connection: { state: 'waiting', cause: 'HTTP 503' },
  lastEventAt: noon + 3_000,
})
const runs = [live, stalled, done, failed, waiting]

const listed = (list: Iterable<RunSummary>) => ({
  runs: new Map([...list].map((run) => [run.id, run])),
  kinds: [],
  servers: [],
})
const boardList = (
  list: Iterable<RunSummary>,
  query: BoardQuery,
  by: GroupBy = 'none',
  folded: string[] = [],
) => boardEntries(boardGroups(listed(list), query, by), folded)

test('first comes what needs somebody, then what runs, then what rests, newest first and under headings', () => {
  expect(boardList(runs, all)).toEqual(['needs-me', 4, 2, 'running', 5, 1, 'finished', 3])
})

test('a group without runs has no heading, and other orders have none at all', () => {
  expect(boardList([live, done], all)).toEqual(['running', 1, 'finished', 3])
  expect(boardList(runs, { ...all, sort: 'newest' })).toEqual([5, 4, 3, 2, 1])
})

test('titles are ordered as people order them, whatever their case and their numbers', () => {
  expect(boardList(runs, { ...all, sort: 'title' })).toEqual([5, 2, 1, 3, 4])
})

test('runs that were active within the same ten seconds keep their places, so that busy rows do not dance', () => {
  const busy = { ...live, lastEventAt: noon + 9_900 }
  expect(boardList([live, waiting], { ...all, sort: 'active' })).toEqual([5, 1])
  expect(boardList([busy, waiting], { ...all, sort: 'active' })).toEqual([5, 1])
  expect(boardList([{ ...live, lastEventAt: noon + 10_000 }, waiting], { ...all, sort: 'active' })).toEqual([
    1, 5,
  ])
})

test.each<[Partial<BoardQuery>, readonly number[]]>([
  [{ view: 'live' }, [1]],
  [{ view: 'retrying' }, [5]],
  [{ view: 'stalled' }, [2]],
  [{ view: 'failed' }, [4]],
  [{ view: 'needs-me' }, [4, 2]],
  [{ view: 'finished' }, [3]],
  [{ kind: 'videos' }, [2]],
  [{ server: 2 }, [3]],
  [{ text: 'bio' }, [2, 1]],
  [{ text: 'BIO 101' }, [1]],
  [{ text: 'llm_timeout' }, [4]],
  [{ text: '503' }, [5]],
  [{ text: '#3' }, [3]],
  [{ text: 'stalled videos' }, [2]],
  [{ text: 'zebra' }, []],
  [{ view: 'stalled', text: 'bio', kind: 'videos' }, [2]],
])('%j shows %j', (part, expected) => {
  expect(boardList(runs, { ...all, sort: 'newest', ...part })).toEqual(expected)
})

test('a count is the number of rows that a click on it shows, also within a kind and a server', () => {
  const states = connectionStates.flatMap((state, i) =>
    jobStates.map((job, j) =>
      makeRun({
        id: 100 + i * 10 + j,
        kind: i % 2 === 0 ? 'videos' : 'chat',
        serverId: j % 3 === 0 ? null : j % 3,
        job: { state: job },
        connection: { state, attempt: (i + j) % 3 },
        marks: { ...noMarks, tags: [], acknowledgedAt: (i + j) % 4 === 0 ? noon : null },
      }),
    ),
  )
  const board = countBoard(states)
  for (const view of views)
    for (const kind of [null, 'videos', 'chat'])
      for (const server of [null, 1, 2]) {
        const query = { ...all, view, kind, server, sort: 'newest' } as const
        expect([view, kind, server, tallies(board, { kind, server })[view]]).toEqual([
          view,
          kind,
          server,
          boardList(states, query).length,
        ])
      }
  expect(kindsOf(board)).toEqual(['videos', 'chat'])
})

test('runs stand under their clients, by name and address, and those without one in one group behind them', () => {
  const asked = (id: number, client: Parameters<typeof tappedBy>[0]) =>
    makeRun({ id, tapped: tappedBy(client) })
  const list = [
    live,
    asked(11, { agent: 'story-tablet/2.1 (one)' }),
    asked(12, { agent: 'story-tablet/2.1.9' }),
    asked(13, { agent: 'story-tablet/2.1', address: '10.0.0.7' }),
    asked(14, { agent: 'curl/8.5.0' }),
    asked(15, { agent: null }),
  ]
  const groups = boardGroups(listed(list), { ...all, sort: 'newest' }, 'client')
  expect(groups.map(({ key, label, runs }) => [key, label, runs.map(({ id }) => id)])).toEqual([
    ['client:127.0.0.1', '127.0.0.1', [15]],
    ['client:curl 8.5 · 127.0.0.1', 'curl 8.5 · 127.0.0.1', [14]],
    ['client:story-tablet 2.1 · 10.0.0.7', 'story-tablet 2.1 · 10.0.0.7', [13]],
    ['client:story-tablet 2.1 · 127.0.0.1', 'story-tablet 2.1 · 127.0.0.1', [12, 11]],
    ['without-client', 'Asked by Runlight', [1]],
  ])
  expect(boardGroups(listed([live]), all, 'client').map(({ key }) => key)).toEqual(['without-client'])
  expect(boardGroups(listed(list), { ...all, text: 'CURL 8.5' }, 'none').flatMap(({ runs }) => runs)).toEqual(
    [list[4]],
  )
})

test('the groups of the board hold what the views of their names count', () => {
  const entries = boardList(runs, all)
  const counts = tallies(countBoard(runs), everywhere)
  const under = (group: Need) => {
    const from = entries.indexOf(group) + 1
    const to = entries.findIndex((entry, i) => i >= from && typeof entry !== 'number')
    return (to === -1 ? entries.length : to) - from
  }
  expect([under('needs-me'), under('finished')]).toEqual([counts['needs-me'], counts.finished])
})

test('runs are grouped by server, kind, tag or state, under headings in a fixed order, most urgent first within', () => {
  const tagged = (run: RunSummary, ...tags: string[]) => ({ ...run, marks: { ...run.marks, tags } })
  const some = [
    tagged(live, 'night', 'customer'),
    stalled,
    tagged(done, 'Night'),
    tagged(failed, 'customer'),
    waiting,
  ]
  const grouped = (by: GroupBy) => boardList(some, all, by)
  expect(grouped('server')).toEqual(['host:example.com', 5, 'server:1', 4, 2, 1, 'server:2', 3])
  expect(grouped('kind')).toEqual(['kind:flashcards', 4, 5, 1, 3, 'kind:videos', 2])
  // A run with two tags stands under both, and case makes no other tag.
  expect(grouped('tag')).toEqual(['tag:customer', 4, 1, 'tag:night', 1, 3, 'untagged', 2, 5])
  expect(grouped('job')).toEqual([
    ...['job:failed', 4],
    ...['job:processing', 2, 1],
    ...['job:pending', 5],
    ...['job:completed', 3],
  ])
  expect(grouped('connection')).toEqual([
    ...['connection:stalled', 2],
    ...['connection:retrying', 5],
    ...['connection:live', 1],
    ...['connection:none', 4, 3],
  ])
  expect(boardList(some, { ...all, sort: 'title' }, 'server')).toEqual([
    ...['host:example.com', 5],
    ...['server:1', 2, 1, 4],
    ...['server:2', 3],
  ])
})

test('a folded group is its heading alone, and its runs count all the same', () => {
  expect(boardList(runs, all, 'server', ['server:1', 'gone'])).toEqual([
    'host:example.com',
    5,
    'server:1',
    'server:2',
    3,
  ])
  expect(boardList(runs, all, 'none', ['needs-me'])).toEqual(['needs-me', 'running', 5, 1, 'finished', 3])
  const groups = boardGroups(listed(runs), all, 'server')
  const counts = (server: number) => tallies(countBoard(runs), { kind: null, server })
  expect(groups.filter(({ key }) => key?.startsWith('server:')).map((group) => tallyOf(group.runs))).toEqual([
    counts(1),
    counts(2),
  ])
})

test('what failed counts until somebody has seen it, and is finished then', () => {
  const live = createLiveStore()
  live.setState((state) =>
    fromSnapshot(state, { seq: 1, runs, next: null, rest: [], servers: [], log, settings: defaultSettings }),
  )
  const counts = () => tallies(live.getState().board, everywhere)
  expect(counts()).toMatchObject({ 'needs-me': 2, failed: 1, finished: 1 })
  const seen = { ...failed, marks: { ...failed.marks, acknowledgedAt: noon } }
  live.setState((state) => fromPush(state, { seq: 2, runs: [seen], ...nothing }))
  expect(counts()).toMatchObject({ 'needs-me': 1, failed: 0, finished: 2 })
  expect(boardList(live.getState().runs.values(), { ...all, view: 'failed' })).toEqual([])
  // A push that changes no count leaves the counts the very same object: nothing is drawn again.
  const { board } = live.getState()
  live.setState((state) => fromPush(state, { seq: 3, runs: [{ ...seen, late: 9 }], ...nothing }))
  expect(live.getState().board).toBe(board)
  live.setState((state) => fromPush(state, { seq: 4, ...nothing, runs: [], removed: [4, 3] }))
  expect(counts()).toEqual(tallyOf([...live.getState().runs.values()]))
})

test('the states are said with their counts, live first, and with the same word everywhere', () => {
  const quiet = makeRun({ id: 6, connection: { state: 'quiet' } })
  expect(formatStandings(tallyOf([...runs, quiet]))).toBe('2 live · 1 retrying · 1 stalled')
  expect(formatStandings(noRuns)).toBe('0 live')
  const board = countBoard([...runs, quiet])
  expect([1, 2, 9].map((server) => tallyWords(tallies(board, { kind: null, server })))).toEqual([
    ['2 need me', '2 live', '1 stalled'],
    ['1 finished'],
    ['no runs'],
  ])
})

const nothing = { removed: [], servers: null, log: null, settings: null }
const log = { state: 'ok', sentence: null } as const
