// The marks in a run's header: seen, pin, tags, note.

import { Check, Pin, StickyNote, Tag } from 'lucide-react'
import type { ReactElement } from 'react'
import { asksPerson } from '../../core/run/marks.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk } from '../desk/desk-context.ts'
import { hintOf } from '../desk/keys.ts'
import { useWhyNot } from '../desk/may.ts'
import { Button } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { IconButton } from '../ui/icon-button.tsx'

type Props = { readonly run: RunSummary }

/** “Seen”; nothing for a run that does not need a person. */
export function SeenButton({ run }: Props): ReactElement | null {
  const { actions } = useDesk()
  const off = useWhyNot('operator', run)
  if (!asksPerson(run)) return null
  const seen = run.marks.acknowledgedAt !== null
  const key = hintOf('acknowledge').toUpperCase()
  return (
    <Button
      aria-pressed={seen}
      off={off}
      title={
        seen
          ? `Seen${run.marks.acknowledgedBy === undefined ? '' : ` by ${run.marks.acknowledgedBy}`}: it needs nobody until its state changes (key ${key})`
          : `It was seen and needs nobody now (key ${key})`
      }
      onClick={() => actions.acknowledge(run.id)}
      className="aria-pressed:text-ink-3"
    >
      <Check aria-hidden="true" size={14} />
      Seen
    </Button>
  )
}

/** The button for the pin. */
export function PinButton({ run }: Props): ReactElement {
  const { actions } = useDesk()
  const off = useWhyNot('operator', run)
  const { pinned } = run.marks
  return (
    <IconButton
      label={pinned ? 'Unpin' : 'Pin: kept by every rule'}
      keys={hintOf('pin')}
      pressed={pinned}
      off={off}
      onClick={() => actions.pin(run.id)}
    >
      <Pin
        aria-hidden="true"
        size={15}
        className={cx(pinned && 'text-accent')}
        fill={pinned ? 'currentColor' : 'none'}
      />
    </IconButton>
  )
}

/** The buttons for the tags and the note. */
export function MarkButtons({ run }: Props): ReactElement {
  const { actions } = useDesk()
  const off = useWhyNot('operator', run)
  return (
    <>
      <IconButton
        label="Tags"
        keys={hintOf('edit-tags')}
        off={off}
        onClick={() => actions.edit(run.id, 'tags')}
      >
        <Tag aria-hidden="true" size={15} />
      </IconButton>
      <IconButton
        label="Note"
        keys={hintOf('edit-note')}
        off={off}
        onClick={() => actions.edit(run.id, 'note')}
      >
        <StickyNote aria-hidden="true" size={15} />
      </IconButton>
    </>
  )
}
