// The keyboard: what each key means and where it means nothing; that the list of shortcuts has every key that is handled,
// and that every key in the list is handled.

import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, expectTypeOf, test } from 'vitest'
import {
  cursorAt,
  cursorIndex,
  neighbour,
  nextInNeed,
  stopNear,
} from '../../src/renderer/board/board-cursor.ts'
import { modKey } from '../../src/renderer/desk/hint.ts'
import { hintOf, type KeyPress, keySheet, shortcutOf } from '../../src/renderer/desk/keys.ts'
import { type Handlers, type Scope, type ShortcutId, shortcuts } from '../../src/renderer/desk/shortcuts.ts'
import { createMail } from '../../src/renderer/store/mail.ts'
import { makeRun } from './make-run.ts'

const press = (key: string, part: Partial<KeyPress> = {}) =>
  shortcutOf('window', {
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    typing: false,
    ownsArrows: false,
    ...part,
  })

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

/** A key of the list as the browser reports its press: `Shift+ArrowUp` → `{ key: 'ArrowUp', shiftKey: true, … }`. */
function pressOf(key: string): KeyPress {
  const [, modifier, name = key] = /^(Mod|Alt|Shift)\+(.+)$/.exec(key) ?? []
  return {
    key: name,
    ctrlKey: modifier === 'Mod',
    altKey: modifier === 'Alt',
    shiftKey: modifier === 'Shift',
  }
}

const listed = shortcuts.flatMap(({ scope, keys }) =>
  Object.entries<readonly string[]>(keys).flatMap(([id, all]) => all.map((key) => ({ scope, id, key }))),
)
const sources = globSync('src/renderer/**/*.{ts,tsx}', { cwd: join(import.meta.dirname, '../..') }).map(
  (file) => ({ file, source: readFileSync(join(import.meta.dirname, '../..', file), 'utf8') }),
)

test('every key in the list means its own shortcut, and no two shortcuts of a scope share one', () => {
  expect(listed.length).toBeGreaterThan(80)
  expect(listed.map(({ scope, key }) => ({ scope, key, id: shortcutOf(scope, pressOf(key)) }))).toEqual(
    listed.map(({ scope, id, key }) => ({ scope, key, id })),
  )
})

test('every scope has one handler, which must name every shortcut of its scope and no other', () => {
  const scopes = [...new Set(shortcuts.map(({ scope }) => scope))]
  const handlers = scopes.map((scope) => ({
    scope,
    count: sources.filter(({ source }) =>
      new RegExp(`(Handlers<|useShortcuts\\(\\s*|shortcutOf\\()'${scope}'`).test(source),
    ).length,
  }))
  expect(handlers).toEqual(scopes.map((scope) => ({ scope, count: 1 })))
  expectTypeOf<keyof Handlers<'log'>>().toEqualTypeOf<ShortcutId<'log'>>()
  expectTypeOf<ShortcutId<'past'>>().toEqualTypeOf<'back-to-now'>()
  expectTypeOf<ShortcutId<Scope>>().toEqualTypeOf<ShortcutId>()
})

test('no other file reads the name of a key, but for what fields, sliders, panes and tooltips do with their own', () => {
  const own = [
    'add-run/add-run-dialog.tsx',
    'alerts/note-form.tsx',
    'app/split-share.ts',
    'app/tip-layer.tsx',
    'away/away.tsx',
    'log/scroll/density-strip.tsx',
    'marks/run-note.tsx',
    'marks/run-title.tsx',
    'marks/tag-field.tsx',
    'places/hub-row.tsx',
    'search/saved-view.tsx',
    'transcripts/custom-patterns.tsx',
  ]
  const reading = sources
    .filter(({ source }) =>
      /\bkey (?:===|!==) '[^']|\[event\.key\]|case '(?:Arrow|Escape|Enter)/.test(source),
    )
    .map(({ file }) => file.replaceAll('\\', '/').replace('src/renderer/', ''))
  expect(reading.filter((file) => file !== 'desk/keys.ts').toSorted()).toEqual(own)
})

test('the sheet shows the keys by section, as they stand on the keyboard', () => {
  const sheet = keySheet('Ctrl').map(({ title, lines }) => [title, lines.map(({ keys }) => keys)])
  expect(sheet).toEqual([
    ['Anywhere', ['Ctrl K', '/', 'n', '1 2 3 4', '5', 'Alt ← →', 'u', 'W', 'Ctrl ,', '?']],
    [
      'Board',
      ['j ↓', 'k ↑', '↵', 'Esc', '← →', 'Space', '⇧ ↑ ↓', 'Ctrl A', 's a z b # v', 'Del', 'Esc', 'Ctrl Z'],
    ],
    ['Open run', ['o', 'l', 't', 'c', 'f', 'v', 'r', 's']],
    ['Search', ['↵', '↓ ↑', '⇥', 'Esc']],
    ['Marks', ['a', 'b', 'F2', '#', 'm']],
    ['Timeline', ['x', ', .', '< >', '← →', 'Esc', '+ -', '⇧ ← →', '0']],
    ['Log', ['↑ ↓', '⇧ ↑ ↓', '↵', 'e E', 'g G', 'd', 'Ctrl F', 'h', 'w', 'p', '← →', 'End', 'y', 'Ctrl C']],
  ])
})

test('a hint is the first key of its shortcut', () => {
  const ids = ['add-run', 'down', 'palette', 'select-all', 'edit-title', 'to-end', 'close'] as const
  expect(ids.map((id) => hintOf(id, '⌘'))).toEqual(['n', 'j', '⌘ K', '⌘ A', 'F2', 'End', 'Esc'])
})

test('Alt with an arrow goes back and forward, also in a field, unless it moves by words there', () => {
  expect([
    press('ArrowLeft', { altKey: true }),
    press('ArrowRight', { altKey: true, ownsArrows: true }),
    press('ArrowLeft', { altKey: true, typing: true }),
    press('ArrowLeft', { altKey: true, typing: true, altEdits: true }),
  ]).toEqual(['back', 'forward', 'back', null])
})

test('a key pressed before it is known what it does is kept, and each is taken once, in its order', () => {
  const mail = createMail<string>()
  const taken: string[] = []
  mail.put('n')
  mail.put('j')
  const stop = mail.take((key) => taken.push(key))
  mail.put('k')
  stop()
  mail.put('?')
  mail.take((key) => taken.push(key))
  expect(taken).toEqual(['n', 'j', 'k', '?'])
})

test('keys are another’s from the moment it takes them, and an end of the one before takes none away from it', () => {
  const mail = createMail<string>()
  const board: string[] = []
  const wall: string[] = []
  const leaveBoard = mail.take((key) => board.push(key))
  const leaveWall = mail.take((key) => wall.push(key))
  leaveBoard()
  mail.put('r')
  mail.take((key) => board.push(key))
  leaveWall()
  mail.put('j')
  expect([wall, board]).toEqual([['r'], ['j']])
})

test('the palette’s key is the one of the machine', () => {
  expect(['MacIntel', 'Linux x86_64', 'Win32'].map(modKey)).toEqual(['⌘', 'Ctrl', 'Ctrl'])
})

test('the cursor steps over headings and stops at both ends', () => {
  const entries = ['needs-me', 4, 'running', 5, 1] as const
  const all = [0, 1, 2, 3, 4]
  expect([
    neighbour(entries, -1, 1, all),
    neighbour(entries, 1, 1, all),
    neighbour(entries, 4, 1, all),
    neighbour(entries, 1, -1, all),
    neighbour([], -1, 1, []),
  ]).toEqual([1, 3, 4, 1, -1])
})

test('the heading of a folded group is a stop, in place of its runs', () => {
  const entries = ['needs-me', 'running', 5, 1, 'finished'] as const
  expect([
    neighbour(entries, -1, 1, [0, 1, 2]),
    neighbour(entries, 0, 1, []),
    neighbour(entries, 3, 1, []),
    neighbour(entries, 2, -1, []),
    // Unfolded just now, with the cursor still on it.
    neighbour(entries, 1, 1, []),
  ]).toEqual([0, 2, 4, 0, 2])
})

test('the cursor of a run under two tags is in the group where it was put, and goes on from there', () => {
  const entries = ['tag:a', 1, 2, 'tag:b', 3, 1, 4, 'tag:c']
  const again = cursorAt(entries, 5)
  expect(again).toEqual({ cursor: 1, cursorGroup: 'tag:b' })
  expect(
    [again, { ...again, cursorGroup: 'gone' }, { ...again, cursor: 9 }, cursorAt(entries, 7)].map((at) =>
      cursorIndex(entries, at),
    ),
  ).toEqual([5, 1, -1, 7])
  expect(neighbour(entries, 5, 1, [])).toBe(6)
})

test('scrolled away from the cursor, the keys go on from what is seen', () => {
  const entries = [1, 2, 3, 4, 5, 6]
  expect([
    neighbour(entries, 0, 1, [3, 4]),
    neighbour(entries, 5, -1, [1, 2]),
    neighbour(entries, 3, 1, [3, 4]),
    neighbour(entries, -1, 1, [3, 4]),
    // Hidden, or not drawn yet.
    neighbour(entries, 0, 1, []),
  ]).toEqual([3, 2, 4, 3, 1])
})

test('seen, the next run that needs somebody is next, then one before, then none', () => {
  const inNeed = (id: number) => makeRun({ id, job: { state: 'failed' } })
  const runs = new Map([inNeed(1), makeRun({ id: 2 }), inNeed(3), inNeed(4)].map((run) => [run.id, run]))
  const entries = ['needs-me', 1, 3, 4, 'running', 2] as const
  expect([1, 2, 3].map((from) => nextInNeed(entries, runs, from))).toEqual([2, 3, 2])
  expect([nextInNeed([1, 2], runs, 0), nextInNeed(entries, runs, -1)]).toEqual([-1, 1])
  expect([0, 1, 4, 9].map((index) => stopNear(entries, index))).toEqual([1, 1, 5, 5])
})
