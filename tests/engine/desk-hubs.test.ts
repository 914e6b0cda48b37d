// The hubs that a desktop keeps: asked before they are added, opened only when they were, and gone with all they left.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { RunlightError } from '../../src/core/basics/errors.ts'
import type { DeskPort } from '../../src/engine/index.ts'
import { removeDir, startEngine, type TestEngine } from '../support/engine.ts'

let it: TestEngine
let done: unknown[] = []

const desk: DeskPort = {
  state: async () => ({ closing: 'as-set', startsAtLogin: null, notifies: true }),
  startAtLogin: async () => {},
  close: () => {},
  askHub: async (origin) => {
    if (origin.includes('gone')) throw new RunlightError('unreachable', 'Nothing listens there.')
    return { program: 'runlight', version: '0.1.0', serves: 'team' }
  },
  openHub: (hub, token) => done.push([hub, token]),
  forgetHub: async (origin) => void done.push(origin),
}

const [team, lab] = [
  { origin: 'https://hub.example.com', name: 'Team' },
  { origin: 'https://lab.example.com', name: 'Lab' },
]

beforeEach(async () => {
  done = []
  it = await startEngine({ host: 'desktop', desk })
})
afterEach(async () => {
  await it.engine.close()
  removeDir(it.dataDir)
})
const kept = async () => (await it.call('settings.get', {})).hubs
const open = (origin: string) => it.call('desk.openHub', { origin, token: null })

test('an address is asked, and nothing is kept by that', async () => {
  expect(await it.call('desk.askHub', { address: 'hub.example.com' })).toEqual({
    origin: team.origin,
    version: '0.1.0',
    serves: 'team',
    token: null,
  })
  await expect(it.call('desk.askHub', { address: 'https://gone.example.com' })).rejects.toMatchObject({
    code: 'unreachable',
  })
  await expect(it.call('desk.askHub', { address: 'http://hub.example.com' })).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining('in the clear'),
  })
  expect([await kept(), done]).toEqual([[], []])
})

test('a hub is opened once it is kept, and what was opened last comes first; no screen keeps one by itself', async () => {
  await expect(open(team.origin)).rejects.toMatchObject({ code: 'not-found' })
  await it.call('desk.saveHub', team)
  await it.call('desk.saveHub', lab)
  await it.call('desk.openHub', { origin: lab.origin, token: 'abcdefghijklmnop' })
  expect([await kept(), done]).toEqual([[lab, team], [[lab, 'abcdefghijklmnop']]])
  expect(it.pushes.at(-1)?.settings?.hubs).toEqual([lab, team])
  await expect(it.call('settings.set', { hubs: [] } as object)).rejects.toMatchObject({ code: 'bad-input' })
})

test('a hub is given another name in its place, and is gone with what it left', async () => {
  await it.call('desk.saveHub', team)
  await it.call('desk.saveHub', lab)
  await it.call('desk.saveHub', { ...team, name: ' Night shift ' })
  expect(await kept()).toEqual([{ ...team, name: 'Night shift' }, lab])
  await it.call('desk.removeHub', { origin: team.origin })
  expect([await kept(), done]).toEqual([[lab], [team.origin]])
})

test('what is no hub’s address is not kept, whoever asks', async () => {
  const origins = [
    'http://hub.example.com',
    'https://hub.example.com/',
    'https://me@hub.example.com',
    'file:///x',
    '',
  ]
  for (const origin of origins)
    await expect(it.call('desk.saveHub', { origin, name: 'x' })).rejects.toMatchObject({ code: 'bad-input' })
  await expect(it.call('desk.saveHub', { ...team, name: 'two\nlines' })).rejects.toMatchObject({
    code: 'bad-input',
  })
  expect(await kept()).toEqual([])
})

test('a host without a desktop has none of this', async () => {
  const other = await startEngine({ host: 'browser' })
  await expect(other.call('desk.saveHub', team)).rejects.toMatchObject({ code: 'not-allowed' })
  await other.close()
  removeDir(other.dataDir)
})
