// Importing files, as actions.

import { errorMessage } from '../store/client.ts'
import { lazyChunk } from '../ui/lazy-part.tsx'
import type { Chosen } from './files-in-folders.ts'
import type { ImportDeps } from './import-files.ts'

const chunk = lazyChunk(() => import('./import-files.ts'))

/** The actions. None of them rejects: errors are shown as notices. */
export function importActions(deps: ImportDeps) {
  const { view, notices, transfers } = deps
  const say = (thrown: unknown) => notices.show(errorMessage(thrown), 'bad')
  return {
    beginImport: (files: readonly File[], kind: string | null): Promise<void> =>
      chunk
        .load()
        .then(({ beginImport }) => beginImport(deps, files, kind))
        .catch(say),
    importFiles: (chosen: Chosen): Promise<void> =>
      chunk
        .load()
        .then(({ importFiles }) => importFiles(deps, chosen))
        .catch(say),
    /** Shows imports that the host has started. */
    showImports: (jobs: readonly number[]): void => {
      for (const job of jobs) transfers.watch(job)
      view.setState({ dialog: { type: 'transfer', jobs } })
    },
  }
}
