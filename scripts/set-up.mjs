// Makes a fresh clone ready, on Node 20 and later and with nothing installed: the packages, and with them the project's own
// Node. Everything else runs under that Node. Plain JavaScript, because nothing can be relied on yet.

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(fileURLToPath(new URL('..', import.meta.url)))
const bin = join(root, 'node_modules', '.bin')
const stamp = join(root, 'node_modules', '.runlight-set-up')

/** The environment in which the project's own tools and its Node come first. */
export const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` }

/** The project's own Node. */
export const node = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)

/** Installs the packages unless those of the present lock file are there. Progress goes to stderr. */
export function setUp() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(node)) return
  process.stderr.write('Setting up: installing packages (once).\n')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const done = spawnSync(npm, ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (done.status !== 0 || !existsSync(node)) {
    process.stderr.write('Installing the packages failed: see the lines above, and try “npm ci” by itself.\n')
    process.exit(1)
  }
  writeFileSync(stamp, wanted)
}
