// The note of an alert, in a field under it. Saving it also says that someone has seen the alert.

import { type ReactElement, useState } from 'react'
import type { Alert } from '../../core/alerts/alert.ts'
import { isOpenAlert } from '../../core/alerts/open-alert.ts'
import { useDesk } from '../desk/desk-context.ts'
import { Button } from '../ui/button.tsx'
import { TextArea } from '../ui/input.tsx'

const longestNote = 2_000

/** The field with its buttons; `onDone` closes it. */
export function NoteForm({
  alert,
  onDone,
}: {
  readonly alert: Alert
  readonly onDone: () => void
}): ReactElement {
  const { actions } = useDesk()
  const [text, setText] = useState(alert.note ?? '')
  const save = () => {
    onDone()
    void actions.acknowledgeAlerts([alert.id], text.trim())
  }
  return (
    <div className="mt-2 flex max-w-140 flex-col gap-2">
      <TextArea
        autoFocus
        aria-label={`Note for ${alert.title}`}
        rows={2}
        maxLength={longestNote}
        placeholder="Who looks after it, what was found"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone()
          else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
          else return
          event.preventDefault()
          event.stopPropagation()
        }}
      />
      <div className="flex gap-2">
        <Button size="small" variant="primary" onClick={save}>
          {isOpenAlert(alert) ? 'Seen, with this note' : 'Save the note'}
        </Button>
        <Button size="small" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </div>
  )
}
