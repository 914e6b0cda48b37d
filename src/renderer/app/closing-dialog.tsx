// What closing the window shall mean, asked when it is closed the first time. Both answers are kept and can be changed in
// the settings; without one the window stays open.

import type { ReactElement } from 'react'
import type { AppSettings } from '../../core/contract/settings.ts'
import { useDesk } from '../desk/desk-context.ts'
import { errorMessage } from '../store/client.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

/** The question with its answers. */
export function ClosingDialog(): ReactElement {
  const { actions, client, live, notices } = useDesk()

  async function answer(closing: AppSettings['desktop']['closing']): Promise<void> {
    actions.leaveClosing()
    try {
      await client.call('settings.set', { desktop: { ...live.getState().settings.desktop, closing } })
      await client.call('desk.close', {})
    } catch (thrown) {
      notices.show(errorMessage(thrown), 'bad')
    }
  }

  const title = 'Keep watching when the window is closed?'
  return (
    <Dialog label={title} onClose={actions.leaveClosing} className="w-120">
      <div className="flex flex-col gap-2 p-5">
        <h2 className="font-semibold text-large">{title}</h2>
        <p className="text-ink-2">
          Runlight can go on in the tray: your runs are watched and stored, and its icon there opens the
          window again. Starting Runlight once more does too.
        </p>
        <p className="text-ink-2">
          If it quits instead, every connection is closed, and what servers send meanwhile may be missed.
        </p>
        <p className="text-ink-3 text-small">The settings have this choice, too.</p>
      </div>
      <div className="flex flex-wrap justify-end gap-2 px-5 pb-5">
        <Button onClick={actions.leaveClosing}>Cancel</Button>
        <Button onClick={() => void answer('end')}>Quit Runlight</Button>
        <Button variant="primary" data-first onClick={() => void answer('stay')}>
          Keep watching
        </Button>
      </div>
    </Dialog>
  )
}
