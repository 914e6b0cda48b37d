// Recognises events that a new connection sends again. An id alone is no proof: a server that restarted numbers anew, and
// dropping by id would lose what is new. Only the same id with the same name and data is the same event.

import type { ReceivedEvent } from '../connection/attempt.ts'

const remembered = 4_096

export type ReplayGuard = {
  /** Whether this very event was stored already. */
  readonly isReplay: (event: Pick<ReceivedEvent, 'name' | 'id' | 'data'>) => boolean
  readonly remember: (event: Pick<ReceivedEvent, 'name' | 'id' | 'data'>) => void
}

/** Two generations of the latest ids: the older one goes as a whole, so that forgetting costs nothing per event. */
export function createReplayGuard(): ReplayGuard {
  let younger = new Map<string, number>()
  let older = new Map<string, number>()
  return {
    isReplay: ({ id, name, data }) => {
      if (id === null || id === '') return false
      const known = younger.get(id) ?? older.get(id)
      return known !== undefined && known === digest(name, data)
    },
    remember: ({ id, name, data }) => {
      if (id === null || id === '') return
      younger.set(id, digest(name, data))
      if (younger.size < remembered) return
      older = younger
      younger = new Map()
    },
  }
}

/** FNV-1a over the UTF-16 units, with the length mixed in: told apart from the same id's event, not from an attacker's. */
function digest(name: string, data: string): number {
  let hash = 0x811c9dc5 ^ data.length
  for (const text of [name, '\0', data]) {
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  }
  return hash
}
