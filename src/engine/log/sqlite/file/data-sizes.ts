// How large the log's files are, by the names that Runlight gives them; what else lies in the folder is counted and not
// named.

import { readdir, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { DataSizes } from '../../log-upkeep.ts'

const own = /^(runlight\.db[\w.-]*|engine\.(json|lock)|window\.json|secrets\.json|defects\.log(\.old)?)$/

/** The sizes in `dataDir` and the desktop's folder inside it. Never rejects: what cannot be read is left out. */
export async function readSizes(dataDir: string): Promise<DataSizes> {
  const found = (await Promise.all([list(dataDir, ''), list(join(dataDir, 'desktop'), 'desktop/')])).flat()
  const files = await Promise.all(
    found
      .filter(({ file }) => own.test(file))
      .map(async ({ path, shown }) => ({ name: shown, bytes: (await sizeOf(path)) ?? 0 })),
  )
  const free = await statfs(dataDir).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  )
  return { files, others: found.length - files.length, free }
}

async function list(dir: string, prefix: string) {
  const names = await readdir(dir).catch(() => [])
  return names.toSorted().map((file) => ({ file, path: join(dir, file), shown: `${prefix}${file}` }))
}

async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ size }) => size,
    () => null,
  )
}
