// When someone is back after a while.

import { expect, test } from 'vitest'
import { awayAfterMs, createAbsence } from '../../src/renderer/away/absence.ts'

test('five minutes without anybody are an absence, told once', () => {
  const absence = createAbsence(true, 0)
  expect(absence.looks(false, 1_000)).toBeNull()
  expect(absence.looks(false, 2_000)).toBeNull()
  expect(absence.looks(true, 1_000 + awayAfterMs)).toBe(1_000)
  expect(absence.looks(true, 2_000 + awayAfterMs)).toBeNull()
})

test('a look at another window is none', () => {
  const absence = createAbsence(true, 0)
  absence.looks(false, 1_000)
  expect(absence.looks(true, awayAfterMs)).toBeNull()
  absence.looks(false, awayAfterMs)
  expect(absence.looks(true, awayAfterMs + 10)).toBeNull()
})

test('a window that starts in the background counts from its start', () => {
  expect(createAbsence(false, 5).looks(true, 5 + awayAfterMs)).toBe(5)
})
