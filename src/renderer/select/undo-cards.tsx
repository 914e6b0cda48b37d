// The notices of removals that can still be undone, in the corner. The time stands still while the pointer or the focus is
// there.

import { type FocusEvent, type ReactElement, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { formatCount } from '../../core/basics/quantities.ts'
import { useDesk, useTimed } from '../desk/desk-context.ts'
import { textFields } from '../desk/focused.ts'
import { hintOf } from '../desk/keys.ts'
import type { Removal } from '../desk/removal.ts'
import { runActions } from '../desk/run-actions.ts'
import { useShortcuts } from '../desk/use-shortcuts.ts'
import { Button } from '../ui/button.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { removalsOf } from './removals.ts'

/** A notice for each removal, oldest first. */
export function UndoCards(): ReactElement {
  const desk = useDesk()
  const all = useStore(desk.removals)
  useShortcuts('undo', { 'undo-removal': () => void removalsOf(desk).undo() }, { ignore: textFields })
  return (
    <>
      {all.map((removal, i) => (
        <Card key={removal.id} removal={removal} isLast={i === all.length - 1} />
      ))}
    </>
  )
}

function Card({ removal, isLast }: { readonly removal: Removal; readonly isLast: boolean }): ReactElement {
  const desk = useDesk()
  const removals = removalsOf(desk)
  const { id, runs, phase } = removal
  const left = useTimed((now) => Math.ceil(leftMs(phase, now) / 1_000))
  const jobs = runs.filter((run) => runActions(run).stop === 'cancel').length
  const what = formatCount(runs.length, 'run')
  const card = useRef<HTMLElement>(null)
  /** The time goes on once neither the pointer nor the focus is there. */
  const leave = (isStillThere: boolean) => {
    if (!isStillThere) removals.resume(id)
  }
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent) =>
    leave(currentTarget.contains(relatedTarget as Node | null) || currentTarget.matches(':hover'))
  // A notice that is taken away while it is held holds nothing any more.
  useEffect(() => () => removals.resume(id), [removals, id])
  return (
    <section
      aria-label={`Removed ${what}`}
      onPointerEnter={() => removals.hold(id)}
      ref={card}
      onPointerLeave={() => leave(card.current?.contains(document.activeElement) === true)}
      onFocus={() => removals.hold(id)}
      onBlur={onBlur}
      className="pointer-events-auto flex animate-rise items-center gap-2 rounded-lg bg-overlay py-2 pr-2 pl-3.5 shadow-pop"
    >
      {phase.state === 'removing' ? (
        <p className="min-w-0 flex-1 py-0.5 text-ink-2">Removing {what}…</p>
      ) : (
        <>
          <div className="min-w-0 flex-1 py-0.5">
            <p className="tabular-nums">
              Removed {what}
              <span aria-hidden="true" className="text-ink-3">
                {' '}
                · {left} s
              </span>
            </p>
            {jobs > 0 && (
              <p className="text-ink-2 text-small">This cancels {formatCount(jobs, 'job')} on the server.</p>
            )}
          </div>
          <Button size="small" onClick={() => void removals.undo(id)}>
            Undo
            {isLast && <Kbd keys={hintOf('undo-removal')} />}
          </Button>
        </>
      )}
    </section>
  )
}

function leftMs(phase: Removal['phase'], now: number): number {
  if (phase.state === 'removing') return 0
  return phase.state === 'held' ? phase.leftMs : Math.max(0, phase.endsAt - now)
}
