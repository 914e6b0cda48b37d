// Runlight's own folder for backups. A screen chooses among these by name and never gives a path: whoever holds the browser
// host's key must not get to write anywhere.

import { existsSync } from 'node:fs'
import { mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { RunlightError } from '../../../../core/basics/errors.ts'
import type { Backups } from '../../log-upkeep.ts'
import { isFull } from '../file/sqlite-errors.ts'
import { copyError } from './copy-log.ts'

const ending = '.runlight.db'

export function backupFolder(dataDir: string): string {
  return join(dataDir, 'backups')
}

/** The backups in `folder`, latest first; none where there is no such folder. */
export async function listBackups(folder: string): Promise<Backups> {
  const names = await readdir(folder).catch(() => [])
  const files = await Promise.all(
    names
      .filter((name) => name.endsWith('.db'))
      .map(async (name) => {
        const { size, mtimeMs } = await stat(join(folder, name))
        return { name, bytes: size, at: Math.round(mtimeMs) }
      }),
  )
  return { folder, files: files.sort((a, b) => b.at - a.at || b.name.localeCompare(a.name)) }
}

/** Makes `folder` where it is not there yet; gives a path in it for a backup that is made at `now`. */
export async function placeForBackup(folder: string, now: number): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((thrown: unknown) => {
    throw noFolder(thrown, folder)
  })
  return freeName(folder, now)
}

/** A full disk says so itself; what else is in the way of the folder, a person has to look at. */
function noFolder(thrown: unknown, folder: string): unknown {
  if (isFull(thrown)) return copyError(thrown, folder)
  return new RunlightError(
    'bad-input',
    `Runlight cannot make its folder for backups, ${folder}: see that no file has that name and that you may write beside it.`,
  )
}

/** `runlight-2026-01-31-1203.runlight.db`; a name that is not taken yet. */
function freeName(folder: string, now: number): string {
  const date = new Date(now)
  const two = (part: number) => String(part).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  const stamp = `runlight-${day}-${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`
  for (let n = 1; ; n++) {
    const path = join(folder, `${stamp}${n === 1 ? '' : `-${n}`}${ending}`)
    if (!existsSync(path)) return path
  }
}
