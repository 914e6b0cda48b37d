// Files that a person chose or dropped, folders opened: which of them declare their kind, and which need a kind to be chosen.
// Reads names only.

import { transcriptSuffix } from '../../core/transcript/suffix.ts'
import { lazyChunk } from '../ui/lazy-part.tsx'
import type { Chosen } from './files-in-folders.ts'

const folders = lazyChunk(() => import('./files-in-folders.ts'))

/** Each is a file on the disk and a line of the report. */
const maxFiles = 100

/** Whether the file, by its name, declares the kind of its runs: a transcript does, and a HAR has URLs. */
export function declaresKind({ name }: Pick<File, 'name'>): boolean {
  const plain = name.toLowerCase().replace(/\.(gz|zst)$/, '')
  return [transcriptSuffix, '.ndjson', '.har'].some((suffix) => plain.endsWith(suffix))
}

/** The files of a file field, the first `maxFiles`. */
export function filesOf(list: Iterable<File> | null | undefined): Chosen {
  const all = [...(list ?? [])]
  return { files: all.slice(0, maxFiles), left: Math.max(0, all.length - maxFiles) }
}

/** The files of a drop, those of its folders too, hidden ones left out. Called while the drop is handled. */
export async function droppedFiles(drop: Pick<DataTransfer, 'items' | 'files'> | null): Promise<Chosen> {
  const plain = filesOf(drop?.files)
  // What a drop holds is gone when its handler returns.
  const entries = [...(drop?.items ?? [])].flatMap((item) =>
    item.kind === 'file' ? (item.webkitGetAsEntry() ?? []) : [],
  )
  if (!entries.some(({ isDirectory }) => isDirectory)) return plain
  const { filesIn } = await folders.load()
  return filesIn(entries, maxFiles)
}
