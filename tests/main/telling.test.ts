// Telling of alerts by the system's notifications, mute, and being back.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { noteOf, noteOfMany } from '../../src/core/alerts/note.ts'
import { createTelling } from '../../src/core/alerts/telling.ts'
import { awayAfterMs, createAbsence } from '../../src/main/system/absence.ts'
import { createMute } from '../../src/main/system/mute.ts'
import { alertOf } from '../support/make-alert.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})
afterEach(() => vi.useRealTimers())

/** A system that shows notifications, with what is shown now. */
function tellingSystem() {
  const done: string[] = []
  const shown = new Map<string, { click: () => void; snooze: () => void }>()
  const startedAt = Date.now()
  const telling = createTelling({
    show: ({ title }, on) => {
      shown.set(title, on)
      done.push(`show ${title}`)
      return () => shown.delete(title)
    },
    markup: false,
    now: () => Date.now(),
    after: (ms, act) => {
      const timer = setTimeout(act, ms)
      return () => clearTimeout(timer)
    },
    newsSince: () => startedAt,
    open: ({ id }) => done.push(`open ${id}`),
    openAll: () => done.push('open all'),
    snooze: ({ id }) => done.push(`snooze ${id}`),
  })
  return { telling, done, shown, titles: () => [...shown.keys()] }
}

test('a new alert is told once, its click opens it, and whoever sees to it takes the notification away', () => {
  const { telling, done, shown, titles } = tellingSystem()
  telling.changed([alertOf(7)])
  telling.changed([alertOf(7, { deliveries: [] })])
  shown.get('Job 7 · A run fails')?.click()
  shown.get('Job 7 · A run fails')?.snooze()
  expect(done).toEqual(['show Job 7 · A run fails', 'open 7', 'snooze 7'])
  telling.changed([alertOf(8), alertOf(7, { acknowledgedAt: 5 })])
  expect(titles()).toEqual(['Job 8 · A run fails'])
  telling.changed([alertOf(8, { resolvedAt: 5 })])
  expect(titles()).toEqual([])
})

test('nobody is told what the engine judged to be silent, what was before, what is over, or what its rule keeps quiet', () => {
  const { telling, done } = tellingSystem()
  telling.changed([
    alertOf(1, { silent: 'muted' }),
    alertOf(2, { at: 999_999 }),
    alertOf(3, { resolvedAt: 1_000_000 }),
    alertOf(4, { tell: { desktop: false, sound: true } }),
  ])
  telling.changed([alertOf(1), alertOf(4)])
  expect(done).toEqual([])
})

test('of a burst three are told, and one says how many more; it follows what becomes of them, and its click opens all', () => {
  const { telling, done, shown, titles } = tellingSystem()
  telling.changed([1, 2, 3, 4, 5, 6].map((id) => alertOf(id, id === 5 ? { severity: 'warning' } : {})))
  const three = [1, 2, 3].map((id) => `Job ${id} · A run fails`)
  expect(titles()).toEqual(three)
  vi.advanceTimersByTime(2_000)
  expect(titles()).toEqual([...three, '3 more alerts: 2 critical, 1 warning'])
  telling.changed([alertOf(7), alertOf(4, { acknowledgedAt: 5 })])
  vi.advanceTimersByTime(15_000)
  expect(titles()).toEqual([...three, '3 more alerts: 2 critical, 1 warning'])
  telling.changed([5, 6, 7].map((id) => alertOf(id, { resolvedAt: 5 })))
  expect(titles()).toEqual(three)

  vi.advanceTimersByTime(5_000)
  telling.changed([8, 9, 10, 11, 12].map((id) => alertOf(id)))
  vi.advanceTimersByTime(2_000)
  shown.get('2 more alerts: 2 critical')?.click()
  expect(done.at(-1)).toBe('open all')
})

test('one alert more than a few is told by its own name after all', () => {
  const { telling, titles } = tellingSystem()
  telling.changed([1, 2, 3, 4].map((id) => alertOf(id)))
  vi.advanceTimersByTime(2_000)
  expect(titles().at(-1)).toBe('Job 4 · A run fails')
})

test('words of strangers stay words: no markup, no line of their own, and cut; what is for the record makes no sound', () => {
  const nasty = alertOf(1, {
    title: `<b>Tide</b>\n\u202E${'x'.repeat(200)}`,
    cause: '<a href="https://evil.example">click</a>',
    severity: 'info',
  })
  const { title, body, sound } = noteOf(nasty, true)
  expect([title.length, title.slice(0, 14), body, sound]).toEqual([
    120,
    '<b>Tide</b> xx',
    '‹a href="https://evil.example"›click‹/a›',
    false,
  ])
  expect(noteOf(alertOf(1, { title: 'A run fails' }), false).title).toBe('A run fails')
  expect(noteOfMany([nasty, alertOf(2)], false)).toEqual({
    title: '2 more alerts: 1 critical, 1 info',
    body: 'Job 2: the model is gone',
    severity: 'critical',
    sound: true,
    buttons: false,
  })
})

test('mute is the engine’s: it is read there, lasts an hour, and says why it could not be changed', async () => {
  const said: string[] = []
  const asked: unknown[] = []
  let snoozes: object[] = [{ what: { type: 'run', run: 3 }, until: null, asked: null }]
  const mute = createMute(
    async (name, input) => {
      if (name === 'alerts.rules') {
        const none = { rules: [], channels: [], commands: [], commandsProblem: null, fired: [] }
        return { ok: true, value: { ...none, snoozes } }
      }
      asked.push([name, input])
      return name === 'alerts.snooze'
        ? { ok: true, value: {} }
        : { ok: false, error: { code: 'read-only', message: 'The log is read.', detail: null } }
    },
    () => 1_000_000,
    () => said.push('changed'),
    (sentence) => said.push(sentence),
  )
  await mute.refresh()
  expect(mute.get()).toBeNull()
  snoozes = [{ what: { type: 'all' }, until: 4_600_000, asked: null }]
  await mute.refresh()
  expect(mute.get()).toEqual({ until: 4_600_000 })
  await mute.mute()
  await mute.unmute()
  expect(asked).toEqual([
    ['alerts.snooze', { what: { type: 'all' }, until: 4_600_000 }],
    ['alerts.unsnooze', { what: { type: 'all' } }],
  ])
  expect(said).toEqual(['changed', 'changed', 'The log is read.'])
})

test('whoever was away for five minutes is back once, whatever took them away and however it ends', () => {
  const back: number[] = []
  const { focus, lock, sleep } = createAbsence(
    () => Date.now(),
    (since) => back.push(since),
  )
  focus(true)
  vi.advanceTimersByTime(awayAfterMs)
  focus(false)
  vi.advanceTimersByTime(awayAfterMs - 1)
  focus(true)
  expect(back).toEqual([])

  const left = Date.now()
  lock(true)
  vi.advanceTimersByTime(1_000)
  sleep(true)
  vi.advanceTimersByTime(awayAfterMs)
  sleep(false)
  expect(back).toEqual([])
  lock(false)
  focus(true)
  expect(back).toEqual([left])
})
