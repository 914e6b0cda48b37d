// The calls about server profiles.

import type { Handlers } from '../../core/contract/contract.ts'
import type { Clock } from '../base/clock.ts'
import type { SecretStore } from '../base/ports.ts'
import type { Agents } from '../connection/agents.ts'
import type { KnownSecrets } from '../diagnostics/known-secrets.ts'
import type { BoardCalls } from '../runs/board-calls.ts'
import { authHeaders, serverHeaders } from '../runs/prepare.ts'
import { checkDraft, type Servers } from '../servers/servers.ts'
import { testServer } from '../servers/test-server.ts'

type Deps = {
  readonly servers: Servers
  readonly board: Pick<BoardCalls, 'credentialsChanged'>
  readonly secrets: SecretStore
  readonly known: KnownSecrets
  readonly agents: Agents
  readonly clock: Clock
}

export function serverCalls(deps: Deps): Pick<Handlers, 'servers.save' | 'servers.remove' | 'servers.test'> {
  const { servers, board, secrets, known, agents, clock } = deps
  return {
    'servers.save': async (draft) => {
      const saved = await servers.save(draft)
      if (draft.secret !== null) await board.credentialsChanged(saved.id)
      return saved
    },
    'servers.remove': async ({ id }) => {
      await servers.remove(id)
      return {}
    },
    'servers.test': async (draft) => {
      checkDraft(draft)
      if (draft.secret !== null) known.learn(draft.secret)
      const stored = draft.id === null ? null : servers.get(draft.id)
      const kept = draft.secret === null && stored !== null ? await serverHeaders(stored, secrets) : null
      return testServer(draft, kept ?? authHeaders(draft.auth, draft.secret ?? ''), agents, clock)
    },
  }
}
