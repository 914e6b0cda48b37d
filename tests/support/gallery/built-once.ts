// The gallery built once in a run of the tests and not by each file: whoever needs it first builds it, the others wait. The
// run's folder is named, and removed at the end, by vitest.config.ts.

import { existsSync, mkdirSync, renameSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { vi } from 'vitest'
import { buildGallery } from './serve.ts'

/** The folder of the built gallery. `shipped`: with React as it is shipped, three times as fast as the one that warns. */
export async function builtOnce({ shipped }: { readonly shipped: boolean }): Promise<string> {
  const folder = process.env.RUNLIGHT_GALLERIES ?? ''
  mkdirSync(folder, { recursive: true })
  const built = join(folder, shipped ? 'shipped' : 'warning')
  const lock = `${built}-lock`
  while (!existsSync(built)) {
    if (take(lock)) await build(built, lock, shipped)
    else await delay(100)
  }
  return built
}

/** Whether nobody builds yet. */
function take(lock: string): boolean {
  try {
    mkdirSync(lock)
    return true
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST') return false
    throw thrown
  }
}

async function build(built: string, lock: string, shipped: boolean): Promise<void> {
  const part = `${built}-part`
  if (shipped) vi.stubEnv('NODE_ENV', 'production')
  try {
    await buildGallery(part)
    renameSync(part, built)
  } catch (thrown) {
    // The next one tries itself, and says what is wrong as well.
    rmdirSync(lock)
    throw thrown
  } finally {
    if (shipped) vi.unstubAllEnvs()
  }
}
