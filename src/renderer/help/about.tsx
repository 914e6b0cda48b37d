// What is running: its version and those of what it runs on, where the log is, and the diagnostics.

import type { ReactElement } from 'react'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { PageCard, PageLine } from '../ui/page.tsx'

/** The facts, and the button that saves the diagnostics. */
export function About(): ReactElement {
  const { actions } = useDesk()
  const info = useLive((state) => state.info)
  if (info === null) return <p className="min-h-20 text-ink-3">Asking the engine what it is…</p>
  const { version, runtime, dataDir } = info
  return (
    <PageCard>
      <PageLine label="Runlight">
        <p className="selectable text-ink-2 tabular-nums">{version}, MIT licence</p>
      </PageLine>
      <PageLine label="Runs on">
        <p className="selectable text-ink-2 tabular-nums">
          {runtime.map(({ name, version: of }) => `${name} ${of}`).join(' · ')}
        </p>
      </PageLine>
      <PageLine label="Log">
        <CopyButton text={dataDir} label="Copy the folder of the log">
          <span className="min-w-0 font-mono text-ink-2 text-small [overflow-wrap:anywhere]">{dataDir}</span>
        </CopyButton>
      </PageLine>
      <PageLine label="Diagnostics" help="A text file without secrets">
        <Button onClick={() => void actions.saveDiagnostics()}>Save diagnostics…</Button>
      </PageLine>
    </PageCard>
  )
}
