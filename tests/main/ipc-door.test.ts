// The one door between the window and the engine, without either: what goes through, and what is said to the rest.

import type { IpcMainInvokeEvent } from 'electron'
import { beforeEach, expect, test } from 'vitest'
import { callChannel } from '../../src/core/contract/channels.ts'
import type { Changes } from '../../src/core/contract/contract.ts'
import type { Answer } from '../../src/core/contract/dispatch.ts'
import { openDoor, pushChanges } from '../../src/main/page/ipc-door.ts'
import { pageAddress } from '../../src/main/page/page-address.ts'

const page = pageAddress(true, undefined)
const changes: Changes = { seq: 1, runs: [], removed: [], servers: null, log: null, settings: null }

let asked: [string, unknown][]

beforeEach(() => {
  asked = []
})

function contents(more: { url?: string; crashed?: boolean; destroyed?: boolean } = {}) {
  const sent: unknown[] = []
  return {
    sent,
    id: 4,
    isDestroyed: () => more.destroyed ?? false,
    isCrashed: () => more.crashed ?? false,
    getURL: () => more.url ?? 'app://runlight/',
    send: (...args: unknown[]) => {
      sent.push(args)
    },
  }
}

/** The door's handler, asked from the window's own page unless said otherwise. */
function door(origin: string = page.origin) {
  let handler: (event: IpcMainInvokeEvent, ...args: unknown[]) => Promise<Answer> = () => Promise.reject()
  const ipc = {
    handle: (channel: string, given: typeof handler) => {
      expect(channel).toBe(callChannel)
      handler = given
    },
  }
  const dispatch = async (name: string, input: unknown): Promise<Answer> => {
    asked.push([name, input])
    return { ok: true, value: 'answered' }
  }
  openDoor(ipc, () => contents(), page, Promise.resolve({ dispatch }))
  // Only what the door reads of Electron's event.
  const event = { sender: { id: 4 }, senderFrame: { origin, parent: null } } as unknown as IpcMainInvokeEvent
  return (...args: unknown[]) => handler(event, ...args)
}

test('a call of the own page reaches the engine with its name and input, and its answer comes back', async () => {
  expect(await door()('settings.get', { a: 1 })).toEqual({ ok: true, value: 'answered' })
  expect(asked).toEqual([['settings.get', { a: 1 }]])
})

test.each([
  ['no arguments', []],
  ['a name alone', ['settings.get']],
  ['a name that is no text', [{ toString: () => 'settings.get' }, {}]],
  ['more than name and input', ['settings.get', {}, {}]],
])('%s are refused as data and never reach the engine', async (_what, args) => {
  expect(await door()(...args)).toEqual({
    ok: false,
    error: { code: 'bad-input', message: 'A call has a name, as a text, and an input.', detail: null },
  })
  expect(asked).toEqual([])
})

test('a stranger is refused as data and never reaches the engine', async () => {
  expect(await door('https://example.com')('settings.get', {})).toEqual({
    ok: false,
    error: { code: 'not-allowed', message: 'Only the window of Runlight may ask its engine.', detail: null },
  })
  expect(asked).toEqual([])
})

test('a push goes to the window while it shows its own page, and nowhere else', () => {
  const own = contents()
  const strangers = [
    contents({ url: 'data:text/html,elsewhere' }),
    contents({ url: 'https://example.com/' }),
    contents({ url: '' }),
    contents({ crashed: true }),
    contents({ destroyed: true }),
  ]
  for (const one of [own, ...strangers]) pushChanges(() => one, page, changes)
  pushChanges(() => null, page, changes)
  expect(own.sent).toEqual([['runlight:changes', changes]])
  expect(strangers.flatMap(({ sent }) => sent)).toEqual([])
})
