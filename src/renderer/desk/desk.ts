// The model of the window and its composition root: to the frame it adds what is not needed before the first answer of the
// engine. Contains no component. A part of its own in the first script was rejected: it is a tenth of all.

import { downloadFile } from '../ui/downloads.ts'
import { createActions } from './actions.ts'
import { createAlertBoard } from './alert-board.ts'
import type { Frame } from './frame.ts'
import { hostMessageHandler } from './host-messages.ts'
import { notifyStorage } from './notify-storage.ts'
import { createRecentSearches } from './recent-searches.ts'
import { createRemovalStore } from './removal.ts'
import { createScrub } from './scrub.ts'
import { syncMoment } from './sync-moment.ts'
import { createTransfers } from './transfers.ts'

export type Desk = ReturnType<typeof createDesk>

const desks = new WeakMap<Frame, Desk>()

/** Everything the components need, over `frame`: made and started by whoever needs it first. */
export function deskOf(frame: Frame): Desk {
  const known = desks.get(frame)
  if (known !== undefined) return known
  const desk = createDesk(frame)
  desks.set(frame, desk)
  return desk
}

function createDesk(frame: Frame) {
  const { client, live, view, notices, clock, hostMail } = frame
  const scrub = createScrub(client)
  const transfers = createTransfers(client, downloadFile)
  const recents = createRecentSearches()
  const removals = createRemovalStore()
  const alerts = createAlertBoard(client, live)
  const actions = createActions(frame, { transfers, recents })

  frame.startLate(() => {
    const stopMoment = syncMoment({ view, live, scrub })
    const stopHost = hostMail.take(hostMessageHandler({ live, actions, notices }))
    const stopStorage = notifyStorage(client, live, notices)
    const stopAlerts = alerts.start()
    return () => {
      stopAlerts()
      stopStorage()
      stopHost()
      stopMoment()
    }
  })

  return { client, live, view, notices, clock, scrub, transfers, recents, removals, alerts, actions }
}
