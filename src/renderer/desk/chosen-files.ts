// The files that a person chose or dropped: which of them say themselves what they hold, and which need to be told how to
// be read. It reads none of them.

import { transcriptSuffix } from '../../core/transcript/suffix.ts'

/** Whoever hands over more at once meant a folder. */
export const mostFiles = 20

/** Whether the file, by its name, tells of which kind its runs are: a transcript does, and a HAR has their URLs. */
export function tellsItsKind({ name }: Pick<File, 'name'>): boolean {
  const lower = name.toLowerCase()
  return [transcriptSuffix, '.ndjson', '.har'].some((suffix) => lower.endsWith(suffix))
}

/** The files of a drop or a field, as many as are taken at once. */
export function filesOf(list: FileList | null | undefined): readonly File[] {
  return [...(list ?? [])].slice(0, mostFiles)
}
