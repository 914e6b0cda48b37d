// Answers are checked against the contract in every engine that a test starts, and in no other.

import { expect, test } from 'vitest'
import { checksAnswers } from '../../src/engine/index.ts'

test('an engine checks its answers where the environment asks for it, as that of the tests does', () => {
  expect(checksAnswers({})).toBe(false)
  expect(checksAnswers({ RUNLIGHT_CHECK_ANSWERS: '1' })).toBe(true)
  // Hosts that a test starts as processes inherit it.
  expect(checksAnswers(process.env)).toBe(true)
})
