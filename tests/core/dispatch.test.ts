// The one door to the engine: it validates, it answers, and nothing that comes through a wire makes it reject.

import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { RunlightError } from '../../src/core/basics/errors.ts'
import { calls, type Handlers } from '../../src/core/contract/contract.ts'
import { defaultSettings } from '../../src/core/contract/default-settings.ts'
import { createDispatch } from '../../src/core/contract/dispatch.ts'
import { fuzzRuns } from '../support/fuzz-runs.ts'

const closed = () => {
  throw new RunlightError('not-found', 'This run is not in the log any more.', { run: 7 })
}
const asked: unknown[] = []
const defects: [string, unknown][] = []

const answering: Partial<Handlers> = {
  'settings.get': () => ({ ...defaultSettings, theme: 'dark' }),
  'settings.set': async (input) => {
    asked.push(input)
    return { ...defaultSettings, ...input }
  },
  'kinds.match': () => [],
  'runs.snapshot': () => {
    throw new TypeError('secret words')
  },
  'runs.add': async (input) => {
    asked.push(input)
    return { run: 1 }
  },
  'runs.stop': async () => Promise.reject('not even an error'),
}
const handlers: Handlers = {
  ...(Object.fromEntries(Object.keys(calls).map((name) => [name, closed])) as unknown as Handlers),
  ...answering,
}
const dispatch = createDispatch(handlers, (name, thrown) => defects.push([name, thrown]))

beforeEach(() => {
  asked.length = 0
  defects.length = 0
})

describe('dispatch', () => {
  test('answers with the value, from plain and asynchronous handlers alike', async () => {
    expect(await dispatch('settings.get', {})).toEqual({
      ok: true,
      value: { ...defaultSettings, theme: 'dark' },
    })
    expect(await dispatch('settings.set', { theme: 'light' })).toEqual({
      ok: true,
      value: { ...defaultSettings, theme: 'light' },
    })
    expect(asked).toEqual([{ theme: 'light' }])
  })

  test('an answer that is not as the contract says fails with its call and path where answers are checked', async () => {
    const answer = { ...defaultSettings, views: [{ name: 'mine', query: 7 }] }
    const wrong = { ...handlers, 'settings.get': () => answer as never }
    const checking = createDispatch(wrong, (name, thrown) => defects.push([name, thrown]), true)
    const message =
      'The answer is not what the contract says, at settings.get.views.0.query: Invalid input: expected string, received number'
    expect(await checking('settings.get', {})).toEqual({
      ok: false,
      error: { code: 'internal', message, detail: null },
    })
    expect(defects).toMatchObject([['settings.get', { message }]])
    // What is right is passed on untouched, and nothing is checked where nobody asked for it.
    expect(await checking('settings.set', { theme: 'light' })).toMatchObject({ ok: true })
    expect(await createDispatch(wrong, () => {})('settings.get', {})).toEqual({ ok: true, value: answer })
  })

  test('refuses what is not as the contract says, before any handler sees it', async () => {
    expect(await dispatch('settings.set', { theme: 'pink' })).toMatchObject({
      ok: false,
      error: { code: 'bad-input', detail: { path: 'theme' } },
    })
    expect(await dispatch('settings.set', { colour: 'red' })).toMatchObject({
      ok: false,
      error: { code: 'bad-input' },
    })
    expect(await dispatch('runs.add', null)).toMatchObject({ ok: false, error: { code: 'bad-input' } })
    expect(asked).toEqual([])
  })

  test.each(['runs.delete', '__proto__', 'constructor', 'toString', ''])(
    'knows no call named “%s”',
    async (name) => {
      expect(await dispatch(name, {})).toEqual({
        ok: false,
        error: { code: 'unknown-call', message: `There is no call named “${name}”.`, detail: null },
      })
    },
  )

  test('passes an error that was written for people on as its data', async () => {
    expect(await dispatch('runs.job', { run: 7 })).toEqual({
      ok: false,
      error: { code: 'not-found', message: 'This run is not in the log any more.', detail: { run: 7 } },
    })
    expect(defects).toEqual([])
  })

  test('replaces any other error by a sentence, and tells its host of the defect', async () => {
    const answers = [await dispatch('runs.snapshot', {}), await dispatch('runs.stop', { run: 7 })]
    for (const answer of answers) {
      expect(answer).toMatchObject({ ok: false, error: { code: 'internal', detail: null } })
      expect(JSON.stringify(answer)).not.toContain('secret words')
    }
    expect(defects).toEqual([
      ['runs.snapshot', new TypeError('secret words')],
      ['runs.stop', 'not even an error'],
    ])
  })

  test('never rejects, whatever the name and the input are', async () => {
    const names = fc.oneof(fc.constantFrom(...Object.keys(calls)), fc.string())
    await fc.assert(
      fc.asyncProperty(names, fc.anything(), async (name, input) => {
        expect(typeof (await dispatch(name, input)).ok).toBe('boolean')
      }),
      { numRuns: fuzzRuns(1_000) },
    )
  })

  test('never rejects a name that is no text either, as a wire may carry it', async () => {
    const untyped: unknown = dispatch
    if (typeof untyped !== 'function') throw new Error('dispatch is a function')
    for (const name of [null, undefined, 5, {}, { toString: null }, Object.create(null), Symbol('x')]) {
      expect(await untyped(name, {})).toMatchObject({ ok: false, error: { code: 'unknown-call' } })
    }
  })
})
