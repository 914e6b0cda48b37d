// The keyboard: what each key means, and where it means nothing.

import { expect, test } from 'vitest'
import { neighbour } from '../../src/renderer/board/use-entries.ts'
import { type KeyPress, keyAct, keySheet, modKey } from '../../src/renderer/desk/keys.ts'

const press = (key: string, part: Partial<KeyPress> = {}) =>
  keyAct({ key, ctrlKey: false, metaKey: false, altKey: false, typing: false, ownsArrows: false, ...part })

test('letters act anywhere but in a field', () => {
  expect(['n', 'j', 'k', 's', 'r', 'o', 'l', 'c', '/', '?', '3', 'Escape'].map((key) => press(key))).toEqual([
    'add-run',
    'down',
    'up',
    'stop',
    'retry',
    'tab-overview',
    'tab-log',
    'tab-connection',
    'search',
    'keys',
    'view-needs-me',
    'close',
  ])
  expect(press('n', { typing: true })).toBeNull()
})

test('arrows and Enter belong to what has the focus, if it has a use for them', () => {
  expect(['ArrowDown', 'ArrowUp', 'Enter'].map((key) => press(key))).toEqual(['down', 'up', 'open'])
  expect(press('ArrowDown', { ownsArrows: true })).toBeNull()
  expect(press('j', { ownsArrows: true })).toBe('down')
})

test('the palette opens from everywhere, and other chords are left to the system', () => {
  expect([press('k', { ctrlKey: true }), press('K', { metaKey: true, typing: true })]).toEqual([
    'palette',
    'palette',
  ])
  expect([press('s', { ctrlKey: true }), press('n', { altKey: true }), press('constructor')]).toEqual([
    null,
    null,
    null,
  ])
})

test('every single key of the sheet does something', () => {
  const single = keySheet
    .filter(({ title }) => title !== 'Log' && title !== 'Timeline')
    .flatMap(({ keys }) => keys.flatMap(([key]) => key.split(' ')))
    .filter((key) => key.length === 1 && !'↓↑←→↵⇥⇧K'.includes(key))
  expect(single.filter((key) => press(key) === null)).toEqual([])
})

test('Alt with an arrow goes back and forward, and moves through the words of a field', () => {
  expect([
    press('ArrowLeft', { altKey: true }),
    press('ArrowRight', { altKey: true, ownsArrows: true }),
    press('ArrowLeft', { altKey: true, typing: true }),
  ]).toEqual(['back', 'forward', null])
})

test('the palette’s key is the one of the machine', () => {
  expect(['MacIntel', 'Linux x86_64', 'Win32'].map(modKey)).toEqual(['⌘', 'Ctrl', 'Ctrl'])
})

test('the cursor steps over headings and stops at both ends', () => {
  const entries = ['needs-me', 4, 'running', 5, 1] as const
  expect([
    neighbour(entries, null, 1),
    neighbour(entries, 4, 1),
    neighbour(entries, 1, 1),
    neighbour(entries, 4, -1),
    neighbour(entries, 99, 1),
    neighbour([], null, 1),
  ]).toEqual([4, 5, 1, 4, 4, null])
})
