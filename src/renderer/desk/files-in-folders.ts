// The files of a drop that has folders in it, hidden ones left out. Loaded when there is such a drop.

export type Chosen = {
  readonly files: readonly File[]
  /** How many more there were than are taken at once. */
  readonly left: number
}

/** Names in folders that are looked at. */
const maxNames = 10_000

/** The first `most` files of `entries` and of the folders among them, in order of their paths. */
export async function filesIn(entries: readonly FileSystemEntry[], most: number): Promise<Chosen> {
  const found: FileSystemFileEntry[] = []
  const waiting = [...entries]
  for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
    if (isFile(entry)) found.push(entry)
    else if (isFolder(entry))
      waiting.push(...(await contentOf(entry)).filter(({ name }) => !name.startsWith('.')))
    if (found.length + waiting.length > maxNames) break
  }
  const sorted = found.toSorted((a, b) => a.fullPath.localeCompare(b.fullPath))
  const files = await Promise.all(sorted.slice(0, most).map(fileOf))
  return {
    files: files.filter((file) => file !== null),
    left: Math.max(0, found.length - most),
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
