// The files that a name on the command line stands for: itself, or all files of a folder. Hidden ones are left out, and links
// are not followed, so that a folder leads nowhere else.

import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** `path`, or where it is a folder the files in it and in its folders, by name. Whether they can be read is not asked. */
export function filesIn(path: string): readonly string[] {
  if (path === '-' || statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path]
  const files: string[] = []
  const folders = [path]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue
      if (entry.isDirectory()) folders.push(join(folder, entry.name))
      else if (entry.isFile()) files.push(join(folder, entry.name))
    }
  }
  return files.toSorted()
}
