// What is done so that an error becomes a notice.

import { errorMessage, isCallError } from '../store/client.ts'
import type { Notices } from '../store/notices.ts'

export type Attempt = (action: () => Promise<unknown>) => Promise<void>

/** Does something and shows why it failed; never rejects. */
export function attemptWith(notices: Notices): Attempt {
  return async (action) => {
    try {
      await action()
    } catch (thrown) {
      // What was asked of somebody else and is not answered yet did not go wrong.
      const isOpen = isCallError(thrown) && thrown.code === 'not-answered'
      notices.show(errorMessage(thrown), isOpen ? 'plain' : 'bad')
    }
  }
}
