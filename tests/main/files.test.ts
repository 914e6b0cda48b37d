// The small files of the profile: written whole, bounded, and never a reason to fail.

import { EventEmitter } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { writeAtomically } from '../../src/main/files/atomic-file.ts'
import { createDefectNotes } from '../../src/main/life/defects.ts'
import { createPlaceKeeper } from '../../src/main/window/keep-place.ts'
import { hasMode } from '../support/file-mode.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runlight-profile-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a file is replaced whole, for its owner alone, and nothing is left beside it', async () => {
  const path = join(folder, 'window.json')
  writeFileSync(path, 'before')
  chmodSync(path, 0o644)
  await writeAtomically(path, 'after')
  expect([readFileSync(path, 'utf8'), hasMode(path, 0o600), readdirSync(folder)]).toEqual([
    'after',
    true,
    ['window.json'],
  ])
})

test('a file that cannot be replaced stays as it was, and nothing is left beside it', async () => {
  const path = join(folder, 'occupied')
  await writeAtomically(join(folder, 'other'), 'kept')
  rmSync(path, { force: true })
  await expect(writeAtomically(join(path, 'inside'), 'text')).rejects.toMatchObject({ code: 'ENOENT' })
  expect(readdirSync(folder)).toEqual(['other'])
})

test('defects are noted with their place and stack, and the older half goes when the file is full', () => {
  const path = join(folder, 'defects.log')
  const note = createDefectNotes(path)
  note('log thread', new TypeError('no such table'))
  expect(readFileSync(path, 'utf8')).toMatch(/^\d{4}-.*Z log thread: TypeError: no such table\n {4}at /)
  note('call', 'x'.repeat(600_000))
  expect([existsSync(path), existsSync(`${path}.old`)]).toEqual([false, true])
  note('call', 'again')
  expect(readFileSync(path, 'utf8')).toMatch(/ call: again\n$/)
})

test('a defect that cannot be noted is no defect more', () => {
  const note = createDefectNotes(join(folder, 'none/defects.log'))
  expect(() => note('call', new Error('lost'))).not.toThrow()
})

test('a window’s place that was never kept, or cannot be read, is none', () => {
  const path = join(folder, 'window.json')
  expect(createPlaceKeeper(path).kept()).toBeNull()
  writeFileSync(path, 'not a place')
  expect(createPlaceKeeper(path).kept()).toBeNull()
})

test('a window that is gone before it came to rest is not asked for its place', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const path = join(folder, 'window.json')
  const places = createPlaceKeeper(path)
  let isGone = false
  const window = Object.assign(new EventEmitter(), {
    getNormalBounds: () => {
      if (isGone) throw new TypeError('Object has been destroyed')
      return { x: 1, y: 2, width: 900, height: 600 }
    },
    isMaximized: () => false,
  })
  // Only the members that are used; Electron's window is far more.
  places.follow(window as unknown as BrowserWindow)
  window.emit('move')
  vi.advanceTimersByTime(1_000)
  window.emit('resize')
  isGone = true
  window.emit('closed')
  expect(() => vi.advanceTimersByTime(1_000)).not.toThrow()
  await places.settled()
  expect(places.kept()?.bounds).toEqual({ x: 1, y: 2, width: 900, height: 600 })
})
