// A spool in a folder of its own, for as long as a test lasts.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type SpoolThread, startSpool } from '../../src/engine/collect/spool/start-spool.ts'

export async function openTestSpool(): Promise<SpoolThread['api']> {
  const folder = mkdtempSync(join(tmpdir(), 'runlight-spool-'))
  const { api, stop } = await startSpool(folder)
  onTestFinished(async () => {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  })
  return api
}
