// The tap in two sentences, and the way to it.

import type { ReactElement } from 'react'
import { useDesk } from '../desk/desk-context.ts'
import { Button } from '../ui/button.tsx'
import { PageCard } from '../ui/page.tsx'

/** What a tap is for. */
export function TapHelp(): ReactElement {
  const { actions } = useDesk()
  return (
    <PageCard>
      <p className="px-3.5 pt-3 text-ink-2">
        Most jobs start anew with each request, so Runlight could only watch a job that it starts itself. A
        tap is an address that stands for a server: give it to your application in place of the server’s, and
        you see what the application receives, while it receives it.
      </p>
      <div className="px-3.5 py-3">
        <Button onClick={() => actions.openDialog({ type: 'servers', edit: null, part: 'tap' })}>
          Tap a server…
        </Button>
      </div>
    </PageCard>
  )
}
