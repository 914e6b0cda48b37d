// What a thread throws and nobody wrote for people reaches the one who called with the place where it was thrown.

import { expect, test } from 'vitest'
import { openTestSpool } from '../support/spool.ts'

test('an error inside a thread is told with where it was thrown there', async () => {
  const api = await openTestSpool()
  await expect(api.append(null as never)).rejects.toMatchObject({
    code: 'internal',
    message: expect.stringMatching(/^Something went wrong inside Runlight/),
    stack: expect.stringMatching(/^TypeError: [\s\S]*partsOf/),
  })
})
