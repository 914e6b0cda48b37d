// Importing files, as actions: chosen or dropped files are imported at once, unless a person has to choose how they are
// read.

import { formatCount } from '../../core/basics/quantities.ts'
import { errorMessage } from '../store/client.ts'
import type { Notices } from '../store/notices.ts'
import type { ViewStore } from '../store/view-store.ts'
import { type Chosen, declaresKind } from './chosen-files.ts'
import type { Transfers } from './transfers.ts'

type Deps = { readonly view: ViewStore; readonly notices: Notices; readonly transfers: Transfers }

/** The actions. None of them rejects: errors are shown as notices. */
export function importActions({ view, notices, transfers }: Deps) {
  async function beginImport(files: readonly File[], kind: string | null): Promise<void> {
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

  return {
    beginImport,
    /** Imports `files`, or asks first for the kind, if one of them does not declare it. */
    importFiles: async ({ files, left }: Chosen): Promise<void> => {
      if (left > 0)
        notices.show(
          `${formatCount(files.length, 'file')} at once: ${left.toLocaleString('en-US')} more were left out. Drop them next, or use “runlight import” with their folder.`,
          'bad',
        )
      if (files.length === 0) return notices.show('There is no file in that to import.', 'bad')
      if (files.every(declaresKind)) return beginImport(files, null)
      view.setState({ dialog: { type: 'import', files } })
    },
    /** Shows imports that the host has started. */
    showImports: (jobs: readonly number[]): void => {
      for (const job of jobs) transfers.watch(job)
      view.setState({ dialog: { type: 'transfer', jobs } })
    },
  }
}
