// Several runs at once: what is selected, what each act is for and why not for others, what is said of failures, and that a
// removal can be undone until it is done.

import { afterEach, expect, test, vi } from 'vitest'
import type { Input } from '../../src/core/contract/contract.ts'
import type { RunSummary } from '../../src/core/run/run.ts'
import { createRemovalStore } from '../../src/renderer/desk/removal.ts'
import { type ActId, actsOn, formatAct } from '../../src/renderer/select/acts.ts'
import { eachRun, formatOutcome } from '../../src/renderer/select/each-run.ts'
import { removalsOf } from '../../src/renderer/select/removals.ts'
import type { Client } from '../../src/renderer/store/client.ts'
import { extended, only, selectedOf, toggled, withAll } from '../../src/renderer/store/selection.ts'
import { noSelection, type Selection } from '../../src/renderer/store/selection-state.ts'
import { makeRun, tappedBy } from './make-run.ts'

const entries = ['needs-me', 4, 7, 'running', 5, 1, 2] as const
const listed = (selection: Selection) => [...selection.runs].toSorted()

test('a range is made anew from where it began, over what was selected before it', () => {
  const started = toggled(toggled(noSelection, 2), 7)
  const down = extended(started, entries, 2, 5)
  expect([started, down, extended(down, entries, 5, 1), extended(down, entries, 5, 4)].map(listed)).toEqual([
    [2, 7],
    [1, 2, 5, 7],
    [2, 4, 7],
    [2, 5, 7],
  ])
})

test('a range begins at the cursor, else at itself, and where its beginning has left the list', () => {
  expect([
    listed(extended(noSelection, entries, 1, 4)),
    listed(extended(noSelection, entries, -1, 4)),
    listed(extended({ ...only(99), before: new Set() }, entries, 5, 6)),
  ]).toEqual([[4, 5, 7], [5], [1, 2]])
})

test('a run that stands under several tags counts once, and a range goes to its nearest row', () => {
  const tagged = ['a', 1, 2, 'b', 3, 1, 4] as const
  const runs = new Map([1, 2, 3, 4].map((id) => [id, makeRun({ id })]))
  const all = withAll(noSelection, tagged)
  expect(selectedOf(all, tagged, runs).runs.map(({ id }) => id)).toEqual([1, 2, 3, 4])
  expect(listed(extended(only(1), tagged, 1, 6))).toEqual([1, 4])
})

test('acts are on what is in view: filtered out is told, gone is no longer selected', () => {
  const runs = new Map([4, 7, 5].map((id) => [id, makeRun({ id })]))
  const selection = withAll(noSelection, [5, 4, 7, 99])
  const { runs: here, elsewhere } = selectedOf(selection, ['needs-me', 7, 4], runs)
  expect([here.map(({ id }) => id), elsewhere]).toEqual([[7, 4], 1])
})

const marks = { tags: [], note: '', pinned: false, acknowledgedAt: null }
const live = makeRun({ id: 1, events: 3 })
const story = makeRun({ id: 2, generates: true, events: 3 })
const failed = makeRun({ id: 3, job: { state: 'failed' }, connection: { state: 'closed' } })
const pinned = makeRun({
  id: 4,
  job: { state: 'completed' },
  connection: { state: 'closed' },
  marks: { ...marks, pinned: true },
})
const seen = { ...failed, id: 5, marks: { ...marks, acknowledgedAt: 1 } }
const asleep = { ...live, attention: { open: [], had: [], snoozed: { by: 'run', until: null } } } as const

const said = (id: ActId, ...runs: readonly RunSummary[]) => {
  const act = actsOn(runs).find((one) => one.id === id)
  return act === undefined ? null : `${act.label}: ${formatAct(act)}`
}

test('an act says how many runs it is for, and of the others why not', () => {
  const all = [live, story, failed, pinned, seen]
  expect(actsOn(all).map((act) => `${act.label}: ${formatAct(act)}`)).toEqual([
    'Stop…: Stop watching 2 runs. 1 job on the server is cancelled. 3 of 5 are not watched any more: nothing to stop.',
    'Seen: Mark as seen 1 run. 3 of 5 need nobody. 1 of 5 was seen already.',
    'Snooze…: Snooze 4 runs. 1 of 5 has ended and needs nobody.',
    'Tag…: Tag 5 runs.',
    'Pin: Pin 4 runs. 1 of 5 is pinned already.',
    'Export…: Export 5 runs.',
    'Compare: Two runs can be compared: select exactly two.',
    'Remove: Remove 4 runs. 1 job on the server is cancelled. 1 of 5 is pinned and stays: unpin first what shall go.',
  ])
})

test('what was done to all of them is taken back, and what is for none of them says why', () => {
  expect([
    said('seen', seen),
    said('pin', pinned),
    said('snooze', asleep),
    said('stop', failed, pinned),
    said('remove', pinned),
    said('seen', live),
    said('compare', live, story),
    said('compare', live, failed),
  ]).toEqual([
    'Not seen: Mark as not seen 1 run.',
    'Unpin: Unpin 1 run.',
    'Wake: Wake 1 run.',
    'Stop: 2 of 2 are not watched any more: nothing to stop.',
    'Remove: This run is pinned and stays: unpin first what shall go.',
    'Seen: This run needs nobody.',
    'Compare: Compare 2 runs.',
    'Compare: One of them has no events to compare.',
  ])
})

test('of tapped runs the recording is stopped without a question, and that their clients go on is said', () => {
  const tapped = makeRun({ id: 6, generates: true, tapped: tappedBy() })
  expect([
    said('stop', tapped),
    said('stop', tapped, { ...tapped, id: 7 }),
    said('stop', live, tapped),
  ]).toEqual([
    'Stop recording: Stop recording 1 run. Of 1 tapped run only the recording ends: what its client receives goes on.',
    'Stop recording: Stop recording 2 runs. Of 2 tapped runs only the recording ends: what their clients receive goes on.',
    'Stop: Stop watching 2 runs. Of 1 tapped run only the recording ends: what its client receives goes on.',
  ])
  const asksFirst = (...runs: readonly RunSummary[]) => actsOn(runs)[0]?.asksFirst
  expect([asksFirst(tapped), asksFirst(live), asksFirst(tapped, story)]).toEqual([false, false, true])
  expect(said('remove', tapped)).toBe('Remove: Remove 1 run.')
})

const refused = (code: string, message: string) => Object.assign(new Error(message), { code, detail: null })

test('who failed is named with the reason, and the others had their turn', async () => {
  const runs = [1, 2, 3, 4, 5, 6].map((id) => makeRun({ id, title: `Run ${id}` }))
  const outcome = await eachRun(runs, async ({ id }) => {
    if (id < 5) throw refused('not-allowed', id === 1 ? 'The log is full.' : 'It has 20 tags.')
  })
  expect([formatOutcome('Tagged', outcome), formatOutcome('Pinned', { done: runs, failed: [] })]).toEqual([
    'Tagged 2 of 6 runs. Not “Run 1” (#1): The log is full. Not “Run 2” (#2), “Run 3” (#3), “Run 4” (#4): It has 20 tags.',
    'Pinned 6 runs.',
  ])
})

afterEach(() => vi.useRealTimers())

/** Removals over an engine that answers at once, and what it was asked. */
function startRemovals(refuse: (run: number) => Error | null = () => null) {
  vi.useFakeTimers()
  vi.stubGlobal('addEventListener', () => {})
  const asked: string[] = []
  const notices: string[] = []
  const call = async (name: string, input: unknown) => {
    if (name === 'runs.setAside') {
      const { runs, forMs } = input as Input<'runs.setAside'>
      asked.push(`${forMs === 0 ? 'back' : 'aside'} ${runs.join(' ')}`)
      return {}
    }
    const { run } = input as Input<'runs.remove'>
    const why = refuse(run)
    if (why !== null) throw why
    asked.push(`remove ${run}`)
    return {}
  }
  const store = createRemovalStore()
  const removals = removalsOf({
    client: { call: call as Client['call'] } as Client,
    notices: { show: (text: string) => void notices.push(text) } as never,
    removals: store,
  })
  const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms)
  return { removals, store, asked, notices, wait }
}

const two = [makeRun({ id: 1, title: 'One' }), makeRun({ id: 2, title: 'Two' })]

test('a removal is done after its time, which stands still while somebody is at the notice', async () => {
  const { removals, store, asked, wait } = startRemovals()
  await removals.remove(two)
  await wait(9_000)
  removals.hold(1)
  await wait(60_000)
  // Asked for again all the while, or the engine would put them back.
  expect(asked).toEqual(Array.from({ length: 7 }, () => 'aside 1 2'))
  removals.resume(1)
  await wait(900)
  expect(asked.filter((line) => line.startsWith('remove'))).toEqual([])
  await wait(200)
  expect(asked.slice(-2)).toEqual(['remove 1', 'remove 2'])
  expect([store.getState(), vi.getTimerCount()]).toEqual([[], 0])
})

test('an undone removal, and one of a window that is closed, removes nothing', async () => {
  const { removals, store, asked, wait } = startRemovals()
  await removals.remove(two)
  await removals.remove([makeRun({ id: 3 })])
  await removals.undo()
  removals.end()
  await wait(60_000)
  expect([asked, store.getState(), vi.getTimerCount()]).toEqual([
    ['aside 1 2', 'aside 3', 'back 3', 'back 1 2'],
    [],
    0,
  ])
})

test('what could not be removed is back and named; what somebody else removed is no failure', async () => {
  const { removals, asked, notices, wait } = startRemovals((run) =>
    run === 1 ? refused('log-failed', 'The disk is full.') : refused('not-found', 'There is no run 2.'),
  )
  await removals.remove(two)
  await wait(10_000)
  expect([asked, notices]).toEqual([
    ['aside 1 2', 'back 1'],
    ['Removed 1 of 2 runs. Not “One” (#1): The disk is full.'],
  ])
})
