// The export dialog: which format, and with or without secrets. Where the file goes is asked by the system or the browser.

import { type ReactElement, useState } from 'react'
import type { Exported, ExportFormat } from '../../core/contract/calls/transcripts.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { errorMessage } from '../store/client.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogTitle } from '../ui/dialog.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { FormatChoice } from './format-choice.tsx'
import { exportTitle, formatExported } from './format-export.ts'
import { RedactionChoice } from './redaction-choice.tsx'

/** The dialog for `what`. */
export function ExportDialog({ what }: { readonly what: Exported }): ReactElement {
  const { actions, transfers } = useDesk()
  const run = useLive((state) => (what.type === 'run' ? state.runs.get(what.run) : undefined))
  const [format, setFormat] = useState<ExportFormat>('transcript')
  const [redact, setRedact] = useState(true)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const title = exportTitle(what, run)

  async function start(): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      const job = await transfers.exportAs({ what, format, redact, name: title })
      if (job !== null) actions.openDialog({ type: 'transfer', jobs: [job] })
    } catch (thrown) {
      setProblem(errorMessage(thrown))
    }
    setBusy(false)
  }

  return (
    <Dialog label="Export" onClose={actions.closeDialog} className="w-160">
      <DialogTitle onClose={actions.closeDialog}>Export</DialogTitle>
      <div className="flex min-h-0 flex-col gap-4 overflow-y-auto px-5 py-4">
        <div>
          <p className="truncate font-semibold text-large">
            <UntrustedText text={title} />
          </p>
          <p className="truncate text-ink-3 text-small">
            <UntrustedText text={formatExported(what, run)} />
          </p>
        </div>
        <FormatChoice value={format} onChange={setFormat} />
        <RedactionChoice value={redact} onChange={setRedact} />
      </div>
      <footer className="flex shrink-0 flex-wrap items-center justify-end gap-2 border-line border-t px-5 py-3.5">
        <p role="alert" className="mr-auto min-w-0 text-bad text-small">
          {problem}
        </p>
        <Button onClick={actions.closeDialog}>Cancel</Button>
        <Button variant="primary" disabled={busy} onClick={() => void start()}>
          {redact ? 'Export' : 'Export with secrets'}
        </Button>
      </footer>
    </Dialog>
  )
}
