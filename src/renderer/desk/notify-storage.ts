// Notices about what Runlight did with the log by itself: removals by the rules, and failures. A removal from before the
// window was opened is shown once, when it opens.

import type { Client } from '../store/client.ts'
import { errorMessage } from '../store/client.ts'
import type { LiveState, LiveStore } from '../store/live-store.ts'
import type { Notices } from '../store/notices.ts'
import { formatRemoved } from '../ui/format-removal.ts'

/** The id of the last removal that this browser has shown. */
const shownKey = 'removal-said'

/** Starts showing the notices; returns what stops that. */
export function notifyStorage(client: Client, live: LiveStore, notices: Notices): () => void {
  const startedAt = Date.now()
  const ask = () =>
    client.call('storage.status', {}).then(
      (storage) => live.setState({ storage }),
      (thrown: unknown) => notices.show(errorMessage(thrown), 'bad'),
    )
  const show = (storage: LiveState['storage'], before: LiveState['storage']) => {
    if (storage === null || storage === before) return
    const { removal } = storage
    if (removal !== null && removal.asked === 'rules' && removal.id > lastShown()) {
      remember(removal.id)
      notices.show(`Retention removed ${formatRemoved(removal)}: see Storage.`)
    }
    for (const { type, at, ok, sentence } of storage.outcomes) {
      const known = before?.outcomes.some((one) => one.type === type && one.at === at) === true
      if (!ok && !known && at >= startedAt) notices.show(sentence, 'bad')
    }
  }

  // The engine may have answered before this was loaded.
  const { link, storage } = live.getState()
  show(storage, null)
  if (link.state === 'ready') void ask()
  return live.subscribe((state, before) => {
    if (state.link.state === 'ready' && before.link.state !== 'ready') void ask()
    show(state.storage, before.storage)
  })
}

function lastShown(): number {
  return Number(localStorage.getItem(shownKey) ?? 0)
}

function remember(id: number): void {
  localStorage.setItem(shownKey, String(id))
}
