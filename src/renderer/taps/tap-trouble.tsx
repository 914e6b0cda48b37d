// What is not well with where the taps listen: nobody can ask there, or others than this computer can.

import { TriangleAlert } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { useAsking } from '../desk/use-asking.ts'
import { Button } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { ListenForm } from './listen-form.tsx'
import type { Taps } from './use-taps.ts'

type Props = {
  readonly taps: Taps
  /** Within the settings, where the field for another address is below. */
  readonly inSettings?: boolean
}

/** The box; nothing where all is well. */
export function TapTrouble({ taps, inSettings = false }: Props): ReactElement | null {
  const { client } = useDesk()
  const listen = useLive((live) => live.settings.taps.listen)
  const { busy, refusal, ask } = useAsking<'trying'>()
  const [isTried, setTried] = useState(false)
  const { state } = taps
  if (state === null || (state.state !== 'failed' && state.warning === null)) return null
  const isShut = state.state === 'failed'
  const again = () =>
    ask('trying', async () => {
      await taps.change(() => client.call('taps.configure', { listen: state.listen }))
      setTried(true)
    })
  return (
    <div
      role={isShut ? 'alert' : 'status'}
      className={cx(
        'flex items-start gap-2.5 rounded-lg px-3.5 py-2.5 text-small ring-1 ring-line ring-inset',
        isShut ? 'bg-bad/8' : 'bg-warn/8',
      )}
    >
      <TriangleAlert
        aria-hidden="true"
        size={15}
        className={cx('mt-0.5 shrink-0', isShut ? 'text-bad' : 'text-warn')}
      />
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          {isShut ? 'No application can ask this now' : 'Other computers can reach this'}
        </p>
        <p className="selectable text-ink-2 [overflow-wrap:anywhere]">
          {isShut ? (state.sentence ?? `Nothing could listen at ${state.listen}.`) : state.warning}
        </p>
        {isShut && (
          <>
            <div className="my-2 flex flex-wrap items-center gap-x-3 gap-y-1">
              <Button size="small" disabled={busy !== null} onClick={() => void again()}>
                Try again
              </Button>
              <span className="text-ink-2 text-tiny">
                {refusal ?? (isTried && busy === null ? 'Tried again: it is still so.' : '')}
              </span>
            </div>
            {!inSettings && <ListenForm key={listen} taps={taps} listen={listen} />}
          </>
        )}
      </div>
    </div>
  )
}
