// Files that a person chose or dropped, folders opened: which of them declare their kind, and which need a kind to be chosen.
// Reads names only.

import { transcriptSuffix } from '../../core/transcript/suffix.ts'

export type Chosen = {
  readonly files: readonly File[]
  /** How many more there were than are taken at once. */
  readonly left: number
}

/** Each is a file on the disk and a line of the report. */
const maxFiles = 100
/** Names in folders that are looked at. */
const maxNames = 10_000

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
  return entries.some(({ isDirectory }) => isDirectory) ? filesIn(entries) : plain
}

async function filesIn(entries: readonly FileSystemEntry[]): Promise<Chosen> {
  const found: FileSystemFileEntry[] = []
  const waiting = [...entries]
  for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
    if (isFile(entry)) found.push(entry)
    else if (isFolder(entry))
      waiting.push(...(await contentOf(entry)).filter(({ name }) => !name.startsWith('.')))
    if (found.length + waiting.length > maxNames) break
  }
  const sorted = found.toSorted((a, b) => a.fullPath.localeCompare(b.fullPath))
  const files = await Promise.all(sorted.slice(0, maxFiles).map(fileOf))
  return {
    files: files.filter((file) => file !== null),
    left: Math.max(0, found.length - maxFiles),
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}

/** A browser gives them in several helpings, of which the last is empty; a folder that cannot be read has none. */
async function contentOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    )
    all.push(...some)
    if (some.length === 0 || all.length > maxNames) return all
  }
}

/** Null where it is gone by now. */
function fileOf(entry: FileSystemFileEntry): Promise<File | null> {
  return new Promise((resolve) => entry.file(resolve, () => resolve(null)))
}
