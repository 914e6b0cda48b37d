// Builds all hosts and the renderer into out/, when anything they are made from has changed since.

import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, runTool } from './tool.ts'

const stamp = join(root, 'out', '.built-from')

/** Builds whatever is out of date; says so on stderr, so that a script's output stays its own. */
export function build(): number {
  const state = sourceState()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return 0
  process.stderr.write('Building Runlight.\n')
  rmSync(stamp, { force: true })
  const failed = runTool('electron-vite', ['build', '--logLevel', 'warn'], { output: 'stderr' })
  if (failed !== 0) return failed
  writeFileSync(stamp, state)
  return 0
}

/** Names, sizes and times of everything the build reads. */
function sourceState(): string {
  const files = globSync(
    [
      'src/**/*',
      'resources/**/*',
      'scripts/{chunks,licences}/*',
      'electron.vite.config.ts',
      'package-lock.json',
    ],
    { cwd: root },
  )
  const hash = createHash('sha256')
  for (const file of files.toSorted()) {
    const { mtimeMs, size } = statSync(join(root, file))
    hash.update(`${file} ${mtimeMs} ${size}\n`)
  }
  return hash.digest('hex')
}
