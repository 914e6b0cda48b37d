// A warning while the engine does not answer: the screen then shows an old state. Nothing otherwise.

import type { ReactElement } from 'react'
import { useLive } from '../desk/desk-context.ts'
import { ConnectionGlyph } from '../ui/connection-glyph.tsx'
import { Time } from '../ui/time.tsx'

/** The window's own connection, at the foot of the sidebar, or over the page where there is none. */
export function LinkState(): ReactElement | null {
  const link = useLive((state) => state.link)
  if (link.state !== 'lost') return null
  return (
    <div role="alert" className="m-2 flex gap-2.5 rounded-md bg-warn/10 p-2.5 text-small">
      <span className="pt-0.5">
        <ConnectionGlyph state="connecting" />
      </span>
      <p className="text-ink-2">
        <strong className="block font-medium text-warn">The engine does not answer</strong>
        {link.reason ?? (
          <>
            You see the board as of <Time at={link.since} />. Trying again…
          </>
        )}
      </p>
    </div>
  )
}
