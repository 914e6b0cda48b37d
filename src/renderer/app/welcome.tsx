// The window before there is any run or server: one sentence about Runlight, and three ways to start.

import type { ReactElement } from 'react'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { useWhyNot } from '../desk/may.ts'
import { Button } from '../ui/button.tsx'
import { WelcomePicture } from './welcome-picture.tsx'

/** The empty window. */
export function Welcome(): ReactElement {
  const { actions } = useDesk()
  const hasTaps = useLive((state) => state.info?.capabilities.taps === true)
  const inTeam = useLive((state) => state.me !== null)
  const off = useWhyNot('operator', 'anywhere')
  const sample = useLive((state) => state.info?.capabilities.sampleBackend ?? false)
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-3 overflow-y-auto bg-surface px-8 pb-10 text-center">
      <WelcomePicture />
      <h2 className="mt-6 font-semibold text-hero tracking-[-0.02em]">See your jobs run.</h2>
      <p className="max-w-md text-balance text-ink-2 text-large">
        Runlight watches jobs that stream their progress, keeps every event, and tells you the truth about
        each connection.
      </p>
      <div className="mt-6 flex gap-3">
        {sample && (
          <Button variant="primary" size="large" onClick={actions.startSample}>
            Watch the sample backend
          </Button>
        )}
        <Button
          variant={sample ? 'plain' : 'primary'}
          size="large"
          off={off}
          onClick={() => actions.openDialog({ type: 'add-run' })}
        >
          Add a run
        </Button>
      </div>
      {off !== null && <p className="text-ink-3 text-small">{off}</p>}
      {!inTeam && (
        <button
          type="button"
          onClick={() => actions.openDialog({ type: 'import', files: [] })}
          className="hit rounded-sm text-ink-2 underline decoration-edge underline-offset-2 hover:text-ink"
        >
          Import a recorded run
        </button>
      )}
      {hasTaps && (
        <button
          type="button"
          onClick={() => actions.openDialog({ type: 'servers', edit: 'new', part: 'tap' })}
          className="hit rounded-sm text-ink-2 underline decoration-edge underline-offset-2 hover:text-ink"
        >
          Watch what your own applications receive
        </button>
      )}
      {sample && (
        <p className="mt-1 text-ink-3 text-small">
          The sample runs on this computer, one job of each kind; nothing leaves it.
        </p>
      )}
    </div>
  )
}
