// What a thread throws and nobody wrote for people reaches the one who called with the place where it was thrown.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startSpool } from '../../src/engine/collect/spool/start-spool.ts'

test('an error inside a thread is told with where it was thrown there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'runlight-thread-'))
  const { api, stop } = await startSpool(folder)
  onTestFinished(async () => {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  })
  await expect(api.append(null as never)).rejects.toMatchObject({
    code: 'internal',
    message: expect.stringMatching(/^Something went wrong inside Runlight/),
    stack: expect.stringMatching(/^TypeError: [\s\S]*partsOf|^TypeError: [\s\S]*spool/),
  })
})
