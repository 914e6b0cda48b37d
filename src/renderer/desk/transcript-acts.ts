// Bringing files in, as acts: what was chosen or dropped is imported at once, unless a person has to say how to read it.

import { errorMessage } from '../store/client.ts'
import type { Notices } from '../store/notices.ts'
import type { ViewStore } from '../store/view-store.ts'
import { tellsItsKind } from './chosen-files.ts'
import type { Transfers } from './transfers.ts'

type Deps = { readonly view: ViewStore; readonly notices: Notices; readonly transfers: Transfers }

/** The acts. None of them rejects: what fails is said in a notice. */
export function transcriptActs({ view, notices, transfers }: Deps) {
  async function beginImport(files: readonly File[], kind: string | null): Promise<void> {
    view.setState({ dialog: null })
    const jobs: number[] = []
    for (const file of files) {
      try {
        jobs.push(await transfers.importFile(file, kind))
      } catch (thrown) {
        notices.show(errorMessage(thrown), 'bad')
      }
    }
    if (jobs.length > 0) view.setState({ dialog: { type: 'transfer', jobs } })
  }

  return {
    beginImport,
    /** Imports `files`, or asks first how those are to be read that do not tell. */
    importFiles: async (files: readonly File[]): Promise<void> => {
      if (files.length === 0) return
      if (files.every(tellsItsKind)) return beginImport(files, null)
      view.setState({ dialog: { type: 'import', files } })
    },
    /** Shows imports that the host has begun. */
    showImports: (jobs: readonly number[]): void => {
      for (const job of jobs) transfers.watch(job)
      view.setState({ dialog: { type: 'transfer', jobs } })
    },
  }
}
