// Telling of alerts by the page itself, where nothing around it does: notifications, sound, and the number of runs that
// need somebody, for title and icon. Pushes are heard here too while the page is hidden and its store rests.

import { useEffect, useState } from 'react'
import type { Alert } from '../../core/alerts/alert.ts'
import { createTelling } from '../../core/alerts/telling.ts'
import type { Desk } from '../desk/desk.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { documentPresence } from '../store/presence.ts'
import { followAlerts } from './alert-news.ts'
import { followNeeds } from './needs.ts'
import { showPageNote } from './page-notes.ts'
import { badgeIcon } from './tab-icon.ts'

/** Tells while its component is there; gives the number of runs that need somebody, 0 where the host tells. */
export function useTelling(): number {
  const desk = useDesk()
  const isOurs = useLive((state) => state.info?.capabilities.pageNotifies === true)
  const [count, setCount] = useState(0)
  useEffect(() => {
    if (!isOurs) return
    const stopNeeds = followNeeds(
      { client: desk.client, live: desk.live, presence: documentPresence() },
      setCount,
    )
    const stopTelling = startTelling(desk)
    return () => {
      stopTelling()
      stopNeeds()
      setCount(0)
    }
  }, [desk, isOurs])
  useEffect(() => {
    if (!isOurs) return
    // Without the number the title still has it.
    badgeIcon(count).catch(() => {})
  }, [count, isOurs])
  return count
}

function startTelling({ client, view, actions }: Desk): () => void {
  const openAlert = ({ run, runs, at }: Alert) => {
    const [only] = run === null ? runs : [run]
    actions.closeDialog()
    if (run === null && runs.length !== 1) return actions.showView('needs-me')
    if (view.getState().page === 'wall') actions.leaveWall()
    if (only !== undefined) actions.openPlace({ type: 'moment', run: only, at })
  }
  const telling = createTelling({
    show: showPageNote,
    // Browsers show a body as text.
    markup: false,
    now: Date.now,
    after: (ms, act) => {
      const timer = setTimeout(act, ms)
      return () => clearTimeout(timer)
    },
    newsSince: () => news.since(),
    open: openAlert,
    openAll: () => actions.showView('needs-me'),
    // A page's notification has no buttons without a service worker.
    snooze: () => {},
  })
  const news = followAlerts(client, telling.changed)
  return () => {
    news.stop()
    telling.stop()
  }
}
