// What is done so that an error becomes a notice.

import { errorMessage } from '../store/client.ts'
import type { Notices } from '../store/notices.ts'

export type Attempt = (action: () => Promise<unknown>) => Promise<void>

/** Does something and shows why it failed; never rejects. */
export function attemptWith(notices: Notices): Attempt {
  return async (action) => {
    try {
      await action()
    } catch (thrown) {
      notices.show(errorMessage(thrown), 'bad')
    }
  }
}
