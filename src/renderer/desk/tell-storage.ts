// Says what Runlight did with the log by itself, wherever the person is looking: a removal by the rules, and what failed.
// A removal that happened before the window was open is said once when it opens.

import type { Client } from '../store/client.ts'
import { errorMessage } from '../store/client.ts'
import type { LiveStore } from '../store/live-store.ts'
import type { Notices } from '../store/notices.ts'
import { formatRemoved } from '../ui/format-removal.ts'

/** The last removal that this browser has said. */
const saidKey = 'removal-said'

/** Begins to tell; returns what ends it. */
export function tellStorage(client: Client, live: LiveStore, notices: Notices): () => void {
  const startedAt = Date.now()
  const ask = () =>
    client.call('storage.status', {}).then(
      (storage) => live.setState({ storage }),
      (thrown: unknown) => notices.show(errorMessage(thrown), 'bad'),
    )
  return live.subscribe((state, before) => {
    if (state.link.state === 'ready' && before.link.state !== 'ready') void ask()
    const { storage } = state
    if (storage === null || storage === before.storage) return
    const { removal } = storage
    if (removal !== null && removal.asked === 'rules' && removal.id > said()) {
      remember(removal.id)
      notices.show(`Retention removed ${formatRemoved(removal)}: see Storage.`)
    }
    for (const { type, at, ok, sentence } of storage.outcomes) {
      const known = before.storage?.outcomes.some((one) => one.type === type && one.at === at) === true
      if (!ok && !known && at >= startedAt) notices.show(sentence, 'bad')
    }
  })
}

function said(): number {
  return Number(localStorage.getItem(saidKey) ?? 0)
}

function remember(id: number): void {
  localStorage.setItem(saidKey, String(id))
}
