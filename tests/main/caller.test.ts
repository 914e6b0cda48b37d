// Who may use the one door.

import { expect, test } from 'vitest'
import { type Caller, isOwnCaller } from '../../src/main/page/caller.ts'
import { originOf, pageAddress } from '../../src/main/page/page-address.ts'
import { isAllowed } from '../../src/main/page/permissions.ts'

const page = pageAddress(true, undefined)
const own: Caller = { sender: { id: 4 }, senderFrame: { origin: 'app://runlight', parent: null } }

test('the main frame of the window’s own page is let in', () => {
  expect(isOwnCaller(own, 4, page)).toBe(true)
})

test.each<[string, Caller, number | null]>([
  ['another window', own, 5],
  ['anybody while there is no window', own, null],
  ['a frame that has gone', { ...own, senderFrame: null }, 4],
  ['a frame inside the page', { ...own, senderFrame: { origin: page.origin, parent: {} } }, 4],
  ['a foreign page', { ...own, senderFrame: { origin: 'https://runlight', parent: null } }, 4],
  ['an opaque origin', { ...own, senderFrame: { origin: 'null', parent: null } }, 4],
  ['a host that begins alike', { ...own, senderFrame: { origin: 'app://runlight.evil', parent: null } }, 4],
  [
    'an origin with a trailing slash',
    { ...own, senderFrame: { origin: 'app://runlight/', parent: null } },
    4,
  ],
])('%s is refused', (_who, caller, ownId) => {
  expect(isOwnCaller(caller, ownId, page)).toBe(false)
})

test('a packaged app has one page, whatever the environment says', () => {
  const address = { url: 'app://runlight/', origin: 'app://runlight' }
  expect(pageAddress(true, 'http://127.0.0.1:5173/')).toEqual(address)
  expect(pageAddress(false, undefined)).toEqual(address)
  expect(pageAddress(false, 'http://127.0.0.1:5173/index.html')).toEqual({
    url: 'http://127.0.0.1:5173/index.html',
    origin: 'http://127.0.0.1:5173',
  })
})

test('addresses without a host have no origin to be taken for', () => {
  expect(['data:text/html,app://runlight/', 'about:blank', 'javascript:0', 'nonsense'].map(originOf)).toEqual(
    [null, null, null, null],
  )
  expect(originOf('app://user@runlight/')).toBe('app://runlight')
  expect(originOf('app://runlight:80/')).toBe('app://runlight:80')
})

test('only the own main frame may write to the clipboard and fill the screen, and nobody may do anything else', () => {
  const write = 'clipboard-sanitized-write'
  expect([
    isAllowed(write, 'app://runlight/', true, page),
    isAllowed(write, 'app://runlight/', false, page),
    isAllowed(write, 'https://example.com/', true, page),
    isAllowed(write, '', true, page),
    isAllowed('fullscreen', 'app://runlight/', true, page),
    isAllowed('screen-wake-lock', 'app://runlight/', true, page),
    isAllowed('fullscreen', 'app://runlight/', false, page),
    isAllowed('clipboard-read', 'app://runlight/', true, page),
    isAllowed('notifications', 'app://runlight/', true, page),
  ]).toEqual([true, false, false, false, true, true, false, false, false])
})
