// Which runs the board shows, in what order, and how they are counted.

import { expect, test } from 'vitest'
import { boardList } from '../../src/renderer/store/board-list.ts'
import { formatServerTally, kindCounts, serverTally, tallies } from '../../src/renderer/store/tallies.ts'
import type { BoardQuery } from '../../src/renderer/store/view-store.ts'
import { makeRun, noon } from './make-run.ts'

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

test('first comes what needs somebody, then what runs, then what rests, newest first and under headings', () => {
  expect(boardList(runs, all)).toEqual(['needs-me', 4, 2, 'running', 5, 1, 'rest', 3])
})

test('a group without runs has no heading, and other orders have none at all', () => {
  expect(boardList([live, done], all)).toEqual(['running', 1, 'rest', 3])
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
  [{ view: 'live' }, [5, 2, 1]],
  [{ view: 'needs-me' }, [4, 2]],
  [{ view: 'finished' }, [4, 3]],
  [{ kind: 'videos' }, [2]],
  [{ server: 2 }, [3]],
  [{ text: 'bio' }, [2, 1]],
  [{ text: 'BIO 101' }, [1]],
  [{ text: 'llm_timeout' }, [4]],
  [{ text: '503' }, [5]],
  [{ text: '#3' }, [3]],
  [{ text: 'stalled videos' }, [2]],
  [{ text: 'zebra' }, []],
  [{ view: 'live', text: 'bio', kind: 'videos' }, [2]],
])('%j shows %j', (part, expected) => {
  expect(boardList(runs, { ...all, sort: 'newest', ...part })).toEqual(expected)
})

test('the counts are those of the views', () => {
  expect(tallies(runs)).toEqual({ all: 5, live: 3, 'needs-me': 2, finished: 2, failed: 1 })
  expect(kindCounts(runs)).toEqual([
    ['flashcards', 4],
    ['videos', 1],
  ])
})

test('a server says in words what its runs do', () => {
  expect(serverTally(runs, 1)).toEqual({ runs: 3, live: 1, needs: 2, waiting: 0 })
  expect([1, 2, 9].map((id) => formatServerTally(serverTally(runs, id)))).toEqual([
    '2 need you, 1 live',
    '1 at rest',
    'no runs',
  ])
})
