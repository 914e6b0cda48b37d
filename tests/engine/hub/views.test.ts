// Desks at a hub: one that failed to open is opened again, and its listeners are told then.

import { expect, test } from 'vitest'
import { RunlightError } from '../../../src/core/basics/errors.ts'
import type { Changes } from '../../../src/core/contract/contract.ts'
import type { Caller } from '../../../src/core/team/roles.ts'
import type { Desk } from '../../../src/engine/hub/desk.ts'
import { createViews } from '../../../src/engine/hub/views.ts'

const ada: Caller = { key: 'person:1', name: 'Ada', given: [{ space: null, role: 'admin' }] }

/** Desks that open once `away` is over; timers fire when `pass` says so. */
function stage() {
  const listeners = new Set<(changes: Changes) => void>()
  const timers = new Set<() => void>()
  const state = { away: true, opened: 0, closed: 0 }
  const open = async () => {
    if (state.away) throw new RunlightError('log-away', 'The database does not answer.')
    state.opened++
    return {
      dispatch: async () => ({ ok: true, value: 'here' }),
      onChanges: (listener: (changes: Changes) => void) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      close: async () => {
        state.closed++
      },
    } as unknown as Desk
  }
  const after = (_ms: number, act: () => void) => {
    timers.add(act)
    return () => void timers.delete(act)
  }
  const pass = () => {
    for (const act of timers) act()
    timers.clear()
  }
  return { views: createViews(open, { after }), listeners, state, pass, timers }
}

test('a desk that failed to open is opened by the next call, and tells those who listened before', async () => {
  const { views, listeners, state } = stage()
  const view = views.as(ada)
  const stop = view.onChanges(() => {})
  expect(await view.dispatch('runs.snapshot', {})).toMatchObject({ ok: false, error: { code: 'log-away' } })
  state.away = false
  expect(await view.dispatch('runs.snapshot', {})).toEqual({ ok: true, value: 'here' })
  expect([state.opened, listeners.size, views.desks().length]).toEqual([1, 1, 1])
  stop()
  expect(listeners.size).toBe(0)
})

test('it is one desk for those who came while it could not open, and it is closed after the last of them', async () => {
  const { views, state, pass } = stage()
  const one = views.as(ada)
  await one.dispatch('runs.snapshot', {})
  const two = views.as(ada)
  state.away = false
  expect(await one.dispatch('runs.snapshot', {})).toMatchObject({ ok: true })
  expect(await two.dispatch('runs.snapshot', {})).toMatchObject({ ok: true })
  one.close()
  pass()
  expect([state.opened, views.desks().length]).toEqual([1, 1])
  two.close()
  pass()
  await Promise.resolve()
  expect(views.desks()).toEqual([])
  await expect.poll(() => state.closed).toBe(1)
})

test('whoever leaves after the hub has closed keeps no desk, and no timer that would hold the process', async () => {
  const { views, state, timers } = stage()
  state.away = false
  const view = views.as(ada)
  await view.dispatch('runs.snapshot', {})
  await views.close()
  view.close()
  expect([state.closed, timers.size]).toEqual([1, 0])
})
