// The import dialog: files are chosen, and for raw event streams the kind they are read as. The engine detects what a file
// really is.

import { FileDown } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { formatBytes } from '../../core/basics/quantities.ts'
import { filesOf } from '../desk/chosen-files.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogTitle } from '../ui/dialog.tsx'
import { LabelledField } from '../ui/labelled-field.tsx'
import { Select } from '../ui/select.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

const sorts = [
  ['Transcripts', '.runlight', 'runs that were exported from Runlight, whole'],
  [
    'Recorded streams',
    '.sse .txt .log',
    'what “curl” wrote (-N, -i, -v, --trace), a log with a time or words before each line, a quote, a fence',
  ],
  ['JSON', '.jsonl .ndjson .json', 'JSON lines, or one array: each text is an event'],
  ['HAR files', '.har', 'the streams that a browser’s network panel recorded, with what was asked'],
] as const

/** The dialog: to choose files, or to choose the kind of `files`. */
export function ImportDialog({ files }: { readonly files: readonly File[] }): ReactElement {
  const { actions } = useDesk()
  return (
    <Dialog label="Import" onClose={actions.closeDialog} className="w-160">
      <DialogTitle onClose={actions.closeDialog}>Import</DialogTitle>
      {files.length === 0 ? <FileChoice /> : <KindChoice files={files} />}
    </Dialog>
  )
}

function FileChoice(): ReactElement {
  const { actions } = useDesk()
  return (
    <div className="flex flex-col gap-4 px-5 pt-4 pb-5">
      <label className="flex flex-col items-center gap-1 rounded-lg border border-edge border-dashed bg-raised px-6 py-8 text-center hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent">
        <input
          type="file"
          multiple
          data-first
          aria-label="Files to import"
          onChange={(event) => void actions.importFiles(filesOf(event.target.files))}
          className="sr-only"
        />
        <FileDown aria-hidden="true" size={26} strokeWidth={1.6} className="mb-2 text-accent" />
        <span className="font-semibold text-large">Choose files</span>
        <span className="text-ink-3 text-small">or drop them, or a folder, anywhere on this window</span>
      </label>
      <ul aria-label="What can be imported" className="flex flex-col gap-1.5 text-small">
        {sorts.map(([name, suffix, words]) => (
          <li key={name} className="grid grid-cols-[128px_1fr] gap-3">
            <span className="font-medium">{name}</span>
            <span className="text-ink-2">
              {words} <span className="font-mono text-ink-3 text-tiny">{suffix}</span>
            </span>
          </li>
        ))}
      </ul>
      <p className="text-ink-3 text-small">
        Any of these may be in gzip, zstd or UTF-16. Imported runs are marked, and Runlight never connects for
        them. The same file twice is one run.
      </p>
    </div>
  )
}

function KindChoice({ files }: { readonly files: readonly File[] }): ReactElement {
  const { actions } = useDesk()
  const kinds = useLive((state) => state.kinds)
  const [kind, setKind] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void actions.beginImport(files, kind === '' ? null : kind)
      }}
      className="flex min-h-0 flex-col"
    >
      <div className="flex min-h-0 flex-col gap-4 overflow-y-auto px-5 py-4">
        <ul aria-label="Files" className="flex flex-col gap-1">
          {files.map((file) => (
            <li
              key={`${file.name} ${file.size} ${file.lastModified}`}
              className="flex items-center gap-3 rounded-md bg-raised px-3 py-2 ring-1 ring-line ring-inset"
            >
              <FileDown aria-hidden="true" size={15} className="shrink-0 text-ink-3" />
              <UntrustedText text={file.name} className="min-w-0 flex-1 truncate font-medium" />
              <span className="shrink-0 text-ink-3 text-small tabular-nums">{formatBytes(file.size)}</span>
            </li>
          ))}
        </ul>
        <LabelledField
          label="Read event streams as"
          help="A recorded stream does not say what its events mean. A transcript does, whatever is chosen here."
        >
          {(ids) => (
            <Select {...ids} data-first value={kind} onChange={(event) => setKind(event.target.value)}>
              <option value="">Any stream, its events as they are</option>
              {kinds
                .filter(({ needsServer }) => needsServer)
                .map(({ id, label }) => (
                  <option key={id} value={id}>
                    {label}
                  </option>
                ))}
            </Select>
          )}
        </LabelledField>
      </div>
      <footer className="flex shrink-0 justify-end gap-2 border-line border-t px-5 py-3.5">
        <Button onClick={actions.closeDialog}>Cancel</Button>
        <Button variant="primary" type="submit">
          Import
        </Button>
      </footer>
    </form>
  )
}
