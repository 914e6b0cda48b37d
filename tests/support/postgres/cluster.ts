// A new cluster, empty or the copy of another that it follows. `initdb` takes over a second; the files of a test run copy the one that the first of them made.

import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { GuardOptions } from './words.ts'

/** Makes it in `folder`. The folder above must belong to whom the server runs as. */
export function makeCluster({ binaries, owner, as, follows }: GuardOptions, folder: string): void {
  if (follows !== null) {
    const copy = ['-D', folder, '-d', follows, '-R', '-X', 'stream', '-c', 'fast', '--no-sync']
    execFileSync(join(binaries, 'pg_basebackup'), copy, {
      ...as,
      cwd: '/',
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    return
  }
  const initdb = (data: string) =>
    execFileSync(
      join(binaries, 'initdb'),
      ['-D', data, '-U', owner, '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
      { ...as, cwd: '/', stdio: ['ignore', 'ignore', 'inherit'] },
    )
  // What vitest.config.ts makes known to all files of a run and removes at its end.
  const templates = process.env.RUNLIGHT_POSTGRES_TEMPLATES
  if (templates === undefined) return void initdb(folder)
  const template = join(templates, 'data')
  if (!existsSync(template)) {
    mkdirSync(templates, { recursive: true })
    if (as.uid !== undefined && as.gid !== undefined) chownSync(templates, as.uid, as.gid)
    const making = join(templates, `making-${process.pid}`)
    initdb(making)
    putThere(making, template)
  }
  execFileSync('cp', ['-R', template, folder], { ...as, cwd: '/' })
}

/** Of two that make one at once, the first stays. */
function putThere(making: string, template: string): void {
  try {
    renameSync(making, template)
  } catch (error) {
    if (!existsSync(template)) throw error
    rmSync(making, { recursive: true })
  }
}
