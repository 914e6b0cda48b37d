// Reads the kind files of a data directory: those that changed, and no more. A file that cannot be read is one with a problem.

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Kind } from '../../core/kind/kind.ts'
import { kindFileSuffix, longestKindFile } from '../../core/kind-file/file-limits.ts'
import { idOfKindFile, type ParsedKind, parseKindFile } from '../../core/kind-file/parse.ts'
import type { KindFileProblem } from '../../core/kind-file/problem.ts'
import { kinds, readers } from './kinds.ts'

/** A file of the folder: the kind that it makes, or what is wrong with it. */
export type KindFileRead = {
  readonly file: string
  readonly id: string
  readonly kind: Kind | null
  readonly problems: readonly KindFileProblem[]
}

/** Files of the folder that are looked at. */
const mostFiles = 500
/** Bytes of a character in UTF-8. */
const widestCharacter = 4

/** Where the kind files of a data directory are. */
export function kindsFolder(dataDir: string): string {
  return join(dataDir, 'kinds')
}

/** The kind in the text of a kind file called `name`, or what is wrong with it. */
export function readKindText(name: string, text: string): ParsedKind {
  return parseKindFile(name, text, { readers, ownIds: new Set(kinds.keys()) })
}

/** The kind in the file at `path`. Throws what the system says where it cannot be read. */
export function readKindFile(path: string): ParsedKind {
  if (statSync(path).size > longestKindFile * widestCharacter)
    return readKindText(path, ' '.repeat(longestKindFile + 1))
  return readKindText(path, readFileSync(path, 'utf8'))
}

/** Gives a function that reads `folder`: all its kind files by name, or null where nothing changed since the last time. */
export function createKindFolder(folder: string): () => readonly KindFileRead[] | null {
  let known = new Map<string, { readonly stamp: string; readonly read: KindFileRead }>()
  let isFirst = true
  return () => {
    const next = new Map<string, { readonly stamp: string; readonly read: KindFileRead }>()
    let changed = isFirst
    isFirst = false
    for (const file of namesIn(folder)) {
      const stamp = stampOf(join(folder, file))
      const before = known.get(file)
      if (before === undefined || before.stamp !== stamp) changed = true
      next.set(file, before?.stamp === stamp ? before : { stamp, read: readOne(folder, file) })
    }
    if (next.size !== known.size) changed = true
    known = next
    return changed ? [...next.values()].map(({ read }) => read) : null
  }
}

/** Nothing where there is no such folder, or none that can be read. */
function namesIn(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith(kindFileSuffix))
    return names.toSorted().slice(0, mostFiles)
  } catch {
    return []
  }
}

function stampOf(path: string): string {
  try {
    const { ino, size, mtimeMs, ctimeMs } = statSync(path)
    return [ino, size, mtimeMs, ctimeMs].join(' ')
  } catch {
    return ''
  }
}

function readOne(folder: string, file: string): KindFileRead {
  const id = idOfKindFile(file)
  try {
    const parsed = readKindFile(join(folder, file))
    return parsed.ok
      ? { file, id, kind: parsed.kind, problems: [] }
      : { file, id, kind: null, problems: parsed.problems }
  } catch {
    const reason = 'The file cannot be read: check that it is there, and who may read it.'
    return { file, id, kind: null, problems: [{ line: 1, column: 1, reason }] }
  }
}
