// Importing chosen or dropped files: at once, unless a person has to choose how they are read. Loaded after the first frame.

import { formatCount } from '../../core/basics/quantities.ts'
import { errorMessage } from '../store/client.ts'
import type { Notices } from '../store/notices.ts'
import type { ViewStore } from '../store/view-store.ts'
import { declaresKind } from './chosen-files.ts'
import type { Chosen } from './files-in-folders.ts'
import type { Transfers } from './transfers.ts'

export type ImportDeps = {
  readonly view: ViewStore
  readonly notices: Notices
  readonly transfers: Transfers
}

/** Imports `files`, read as `kind` where they do not declare their own. */
export async function beginImport(
  { view, transfers }: ImportDeps,
  files: readonly File[],
  kind: string | null,
): Promise<void> {
  view.setState({ dialog: null })
  const jobs: number[] = []
  for (const file of files) {
    // One report names all of them, also one that is refused at once.
    const job = await transfers
      .importFile(file, kind)
      .catch((thrown: unknown) => transfers.refused(file.name, errorMessage(thrown)))
    jobs.push(job)
  }
  if (jobs.length > 0) view.setState({ dialog: { type: 'transfer', jobs } })
}

/** Imports `files`, or asks first for the kind, if one of them does not declare it. */
export async function importFiles(deps: ImportDeps, { files, left }: Chosen): Promise<void> {
  const { view, notices } = deps
  if (left > 0)
    notices.show(
      `${formatCount(files.length, 'file')} at once: ${left.toLocaleString('en-US')} more were left out. Drop them next, or use “runlight import” with their folder.`,
      'bad',
    )
  if (files.length === 0) return notices.show('There is no file in that to import.', 'bad')
  if (files.every(declaresKind)) return beginImport(deps, files, null)
  view.setState({ dialog: { type: 'import', files } })
}
