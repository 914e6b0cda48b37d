// The web-platform-tests' EventSource cases. Where the standard fails a connection for good, the attempt must say so; that
// Runlight asks again after a 503 is its own policy above that (FAULTS 21).

import { describe, expect, test } from 'vitest'
import { urlProblem } from '../../src/core/kind/url-problem.ts'
import { splits, webPlatformCases } from './cases.ts'
import { checkCase } from './check-case.ts'

describe('web-platform-tests, each whole, in pieces of 1, 2 and 3 bytes, and in random ones', () => {
  test('there are all 78 of them', () => expect(webPlatformCases.length).toBe(78))
  for (const one of webPlatformCases) {
    test(one.name, async () => {
      if (one.kind === 'url') return expect(urlProblem(one.response.url ?? '')).toMatch(/not a URL|Only http/)
      await Promise.all(splits.map((split) => checkCase(one, split)))
      return undefined
    })
  }
})
