// Which run a stream through a tap belongs to, and whom it asks for.

import { expect, test } from 'vitest'
import { asksPerson } from '../../src/core/run/marks.ts'
import { createHandTap } from '../support/hand-tap.ts'
import { createTappedStage, finished, status } from '../support/tapped-stage.ts'

const { engine, open, runs, theRun } = createTappedStage()

test('several streams of one job at a time are runs, each of which goes on by itself', async () => {
  const tap = createHandTap()
  await open(tap)
  const path = '/v1/flashcards/runs/7/events'
  const tabs = [tap.ask(path), tap.ask(path), tap.ask(path)]
  for (const tab of tabs) tab.streams(['id: 1\n', status(10)])
  await expect.poll(async () => (await runs()).filter(({ events }) => events === 1).length).toBe(3)
  for (const tab of tabs) tab.ended(finished, 0)
  const again = tabs.map(() => tap.ask(path, { headers: [['Last-Event-ID', '1']] }))
  expect(new Set(again.map(({ uid }) => uid))).toEqual(new Set(tabs.map(({ uid }) => uid)))
  for (const tab of again) tab.streams(['id: 2\n', status(20)])
  await expect.poll(async () => (await runs()).map(({ events }) => events)).toEqual([2, 2, 2])
})

test('a request that was not answered is no hindrance to the next one', async () => {
  const tap = createHandTap()
  await open(tap)
  const path = '/v1/flashcards/runs/7/events'
  const broken = tap.ask(path)
  broken.asked(0)
  broken.ended({ type: 'broke', code: 'ECONNREFUSED', message: 'refused' }, 0)
  tap.ask(path).streams([status(10)])
  const run = await theRun()
  await engine().until(run, ({ events }) => events === 1)
  expect((await engine().call('taps.list', {})).taps[0]?.counts).toMatchObject({
    requests: 2,
    streams: 1,
    others: 0,
  })
})

test('a stream whose end nobody has described asks for nobody once its client has all of it', async () => {
  const tap = createHandTap()
  await open(tap)
  const ended = async (path: string, piece: string, request = {}) => {
    const exchange = tap.ask(path, request)
    exchange.streams([piece])
    exchange.ended(finished, 0)
    exchange.client({ state: 'done', at: Date.now(), bytes: 20, waiting: 0 })
    const over = async () => (await runs()).find(({ tapped }) => tapped?.uid === exchange.uid)
    await expect
      .poll(async () => {
        const run = await over()
        return [run?.connection.state, run?.tapped?.client.state]
      })
      .toEqual(['ended-early', 'done'])
    const run = await over()
    return run !== undefined && asksPerson(run)
  }
  expect(await ended('/news', 'data: Halcyon left Bergen\n\n', { method: 'POST' })).toBe(false)
  expect(await ended('/v1/flashcards/runs/8/events', status(50))).toBe(true)
  const chunk = JSON.stringify({ choices: [{ index: 0, delta: { content: 'Once' }, finish_reason: null }] })
  const model = { object: 'chat.completion.chunk', id: 'c', model: 'm', ...JSON.parse(chunk) }
  expect(await ended('/v1/tell', `data: ${JSON.stringify(model)}\n\n`, { method: 'POST' })).toBe(true)
})

test('two people behind one address are never taken for one, though both resume', async () => {
  const tap = createHandTap()
  await open(tap)
  const path = '/v1/flashcards/runs/7/events'
  const as = (token: string, id: string | null) => ({
    headers: [
      ['Authorization', `Bearer ${token}`],
      ...(id === null ? [] : [['Last-Event-ID', id] as const]),
    ] as [string, string][],
  })
  const first = tap.ask(path, as('one', null))
  first.streams(['id: 1\n', status(10)])
  const run = await theRun()
  await engine().until(run, ({ events }) => events === 1)
  first.ended(finished, 0)
  await engine().until(run, ({ connection }) => connection.state === 'ended-early')
  const other = tap.ask(path, as('two', '1'))
  expect(other.uid).not.toBe(first.uid)
  expect(tap.ask(path, as('one', '1')).uid).toBe(first.uid)
})
