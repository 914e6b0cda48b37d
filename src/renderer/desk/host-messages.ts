// Messages of the host itself: a deep link, files that were opened, a text to show. A link opens something and starts
// nothing. A link that comes before the first snapshot waits for it, because only then is it known which runs there are.

import type { DeepLink, Place } from '../../core/contract/deep-link.ts'
import { isHostMessage } from '../../core/contract/host-message.ts'
import type { LiveStore } from '../store/live-store.ts'
import type { Notices } from '../store/notices.ts'
import type { Actions } from './actions.ts'

type Deps = { readonly live: LiveStore; readonly actions: Actions; readonly notices: Notices }

/** The handler of each message; what has no known shape is passed over. */
export function hostMessageHandler({ live, actions, notices }: Deps): (message: object) => void {
  /** The run that a tap gave this name. */
  const named = (uid: string): Place | null => {
    const run = [...live.getState().runs.values()].find(({ tapped }) => tapped?.uid === uid)
    return run === undefined ? null : { type: 'run', run: run.id }
  }
  const go = (given: DeepLink) => {
    const link = given.type === 'named' ? named(given.uid) : given
    if (link === null)
      return notices.show('The link names a run of a tap that is not here: it may have been removed.', 'bad')
    if (link.type === 'add') return actions.openDialog({ type: 'add-run', url: link.url })
    if (link.type === 'hub') return actions.openHubLink(link.origin)
    if (link.type !== 'search' && !live.getState().runs.has(link.run))
      return notices.show(
        `The link names run ${link.run}, which is not here: it may have been removed.`,
        'bad',
      )
    actions.closeDialog()
    actions.openPlace(link)
  }
  return (message) => {
    if (!isHostMessage(message)) return
    if (message.host === 'importing') return actions.showImports(message.jobs)
    if (message.host === 'closing') return actions.askClosing()
    if (message.host === 'wall') return actions.showWall()
    if (message.host === 'hubs') return actions.openDialog({ type: 'places' })
    // The panel of what happened meanwhile hears it by itself.
    if (message.host === 'back') return
    if (message.host === 'said') return notices.show(message.text, message.tone)
    if (live.getState().link.state !== 'starting') return go(message.link)
    const stop = live.subscribe((state) => {
      if (state.link.state === 'starting') return
      stop()
      go(message.link)
    })
  }
}
