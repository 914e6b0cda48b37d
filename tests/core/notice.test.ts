// Notices: what a file or a log of any version may hold, and their words.

import { expect, test } from 'vitest'
import { formatNotice, formatNotices, noticeCodes } from '../../src/core/run/notice.ts'
import { noticeSchema } from '../../src/core/run/notice-schema.ts'
import { attemptLineSchema } from '../../src/core/transcript/format.ts'

test('every code has words of its own, for one and for many', () => {
  for (const code of noticeCodes) {
    const words = [1, 3_000].map((count) => formatNotice({ code, count, first: 'a line' }))
    expect(words.join(' ')).not.toMatch(/later version|undefined|NaN/)
  }
})

test('a code of a later version is said to be one', () => {
  expect(formatNotice({ code: 'new-thing', count: 1, first: '' })).toBe(
    'A later version of Runlight noticed something here (new-thing)',
  )
})

test('words that an earlier version kept as a text are read, and said as they were', () => {
  const notice = noticeSchema.parse('Events arrive in bundles.')
  expect([notice.code, formatNotices([notice])]).toEqual(['words', 'Events arrive in bundles.'])
})

test('an attempt of a file holds few notices, of few characters', () => {
  const notices = attemptLineSchema.shape.notices
  const one = { code: 'odd-lines', at: 1, count: 1, first: '' }
  expect(notices.safeParse(Array.from({ length: 21 }, () => one)).success).toBe(false)
  expect(notices.safeParse([{ ...one, first: 'x'.repeat(1_001) }]).success).toBe(false)
  expect(notices.safeParse([{ ...one, count: -1 }]).success).toBe(false)
  expect(notices.safeParse([one]).success).toBe(true)
})
