// A warning while the engine does not answer, or answers somebody else alone: the screen then shows an old state. Nothing otherwise.

import { LogIn } from 'lucide-react'
import type { ReactElement } from 'react'
import { useLive } from '../desk/desk-context.ts'
import { Button } from '../ui/button.tsx'
import { ConnectionGlyph } from '../ui/connection-glyph.tsx'
import { Time } from '../ui/time.tsx'

/** The hub's own page; it goes on to the place in the board that the fragment names. */
const signIn = '/sign-in'

/** The window's own connection: at the foot of the sidebar; over the page where there is none, or where somebody is to act. */
export function LinkState(): ReactElement | null {
  const link = useLive((state) => state.link)
  const isTeam = useLive((state) => state.info?.capabilities.team === true)
  if (link.state !== 'lost') return null
  const { since, reason, isOut } = link
  return (
    <div role="alert" className="m-2 flex items-start gap-2.5 rounded-md bg-warn/10 p-2.5 text-small">
      <span className="pt-0.5">
        <ConnectionGlyph state={isOut ? 'refused' : 'connecting'} />
      </span>
      {isOut ? (
        <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p className="min-w-0 text-ink-2">
            <strong className="block font-medium text-warn">{reason}</strong>
            You see the board as of <Time at={since} />.
            {isTeam && ' To keep something that you are typing, sign in in another tab and come back here.'}
          </p>
          {isTeam && (
            <Button onClick={() => location.assign(signIn + location.hash)}>
              <LogIn aria-hidden="true" size={13} />
              Sign in
            </Button>
          )}
        </div>
      ) : (
        <p className="text-ink-2">
          <strong className="block font-medium text-warn">The engine does not answer</strong>
          {reason ?? (
            <>
              You see the board as of <Time at={since} />. Trying again…
            </>
          )}
        </p>
      )}
    </div>
  )
}
