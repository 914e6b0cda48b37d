// The lock of `app.requestSingleInstanceLock`: one process for each user data folder. It must be answered at once, so it
// is a file with its owner's process number; a later process leaves its command line beside it, which the owner watches.

import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const lockName = 'instance.lock'
const callPrefix = 'second-instance-'

/** Takes the lock and gives what releases it; null where another process has it, which is then told. */
export function takeInstanceLock(
  folder: string,
  onSecond: (argv: readonly string[], workingDirectory: string) => void,
): (() => void) | null {
  const path = join(folder, lockName)
  if (!write(path) && isAlive(ownerOf(path))) {
    const call = { argv: process.argv, folder: process.cwd() }
    writeFileSync(join(folder, `${callPrefix}${randomUUID()}`), JSON.stringify(call))
    return null
  }
  writeFileSync(path, String(process.pid))
  const watcher = watch(folder, (_event, file) => {
    if (file?.startsWith(callPrefix)) answerCall(join(folder, file), onSecond)
  })
  watcher.unref()
  return () => {
    watcher.close()
    rmSync(path, { force: true })
  }
}

function write(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    return false
  }
}

function answerCall(path: string, onSecond: (argv: readonly string[], folder: string) => void): void {
  try {
    const { argv, folder }: { argv: string[]; folder: string } = JSON.parse(readFileSync(path, 'utf8'))
    rmSync(path)
    onSecond(argv, folder)
  } catch {
    // Seen before it was whole, or a second time after it was answered: the watcher tells of each write.
  }
}

function ownerOf(path: string): number {
  return Number(readFileSync(path, 'utf8'))
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
