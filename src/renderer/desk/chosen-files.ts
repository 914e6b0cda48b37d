// Files that a person chose or dropped: which of them declare their kind, and which need a kind to be chosen. Reads names
// only.

import { transcriptSuffix } from '../../core/transcript/suffix.ts'

/** More files at once are most likely a folder, dropped by mistake. */
const maxFiles = 20

/** Whether the file, by its name, declares the kind of its runs: a transcript does, and a HAR has URLs. */
export function declaresKind({ name }: Pick<File, 'name'>): boolean {
  const lower = name.toLowerCase()
  return [transcriptSuffix, '.ndjson', '.har'].some((suffix) => lower.endsWith(suffix))
}

/** The files of a drop or a file field, at most `maxFiles`. */
export function filesOf(list: FileList | null | undefined): readonly File[] {
  return [...(list ?? [])].slice(0, maxFiles)
}
