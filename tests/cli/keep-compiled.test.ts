// Where the compiled program is kept between two commands: in a folder of this person alone, or nowhere.

import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDir, removeDir } from '../support/engine.ts'
import { builtCli } from './support/built-cli.ts'

const start = promisify(execFile)
const onLinux = test.runIf(process.platform === 'linux')

let home: string

beforeEach(() => {
  home = freshDir()
})
afterEach(() => removeDir(home))

async function runs(more: NodeJS.ProcessEnv = {}): Promise<void> {
  const { script } = await builtCli()
  const { NODE_COMPILE_CACHE: _, NODE_DISABLE_COMPILE_CACHE: __, ...env } = process.env
  const own = { HOME: home, XDG_CACHE_HOME: join(home, 'cache'), RUNLIGHT_DATA_DIR: join(home, 'data') }
  await start(process.execPath, [script, 'runs'], { env: { ...env, ...own, ...more } })
}

const kept = (dir: string) => (existsSync(dir) ? readdirSync(dir).length : 0)

onLinux('the first command keeps it, for nobody else', async () => {
  await runs()
  const dir = join(home, 'cache/runlight')
  expect([kept(dir) > 0, statSync(dir).mode & 0o077]).toEqual([true, 0])
})

onLinux('nothing is kept where others may write', async () => {
  const dir = join(home, 'cache/runlight')
  mkdirSync(dir, { recursive: true })
  chmodSync(dir, 0o777)
  await runs()
  expect(kept(dir)).toBe(0)
})

test('NODE_COMPILE_CACHE says where, and NODE_DISABLE_COMPILE_CACHE that nowhere', async () => {
  const elsewhere = join(home, 'elsewhere')
  await runs({ NODE_COMPILE_CACHE: elsewhere, NODE_DISABLE_COMPILE_CACHE: '1' })
  expect([kept(elsewhere), kept(join(home, 'cache/runlight'))]).toEqual([0, 0])
  await runs({ NODE_COMPILE_CACHE: elsewhere })
  expect([kept(elsewhere) > 0, kept(join(home, 'cache/runlight'))]).toEqual([true, 0])
})
