// Opening what may not be had for a while: tried once a second, and each new reason is told once.

import { type ErrorData, errorData } from '../../core/basics/errors.ts'
import type { CollectorNews } from './told.ts'

const againMs = 1_000

/** Resolves as the first `open` that resolves. Rejects as one whose error does not pass by itself. */
export async function untilItOpens<T>(
  open: () => Promise<T>,
  passes: (code: ErrorData['code']) => boolean,
  tell: (news: CollectorNews) => void,
): Promise<T> {
  for (let said = ''; ; ) {
    try {
      return await open()
    } catch (thrown) {
      const { code, message } = errorData(thrown)
      if (!passes(code)) throw thrown
      if (message !== said) tell({ type: 'refused', sentence: message })
      said = message
      await new Promise((resolve) => setTimeout(resolve, againMs))
    }
  }
}
