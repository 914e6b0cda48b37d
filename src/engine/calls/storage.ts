// The calls about the log as a whole, and about the marks on runs.

import type { storageCalls as schemas } from '../../core/contract/calls/storage.ts'
import type { Handlers } from '../../core/contract/contract.ts'
import type { BoardCalls } from '../runs/board-calls.ts'
import type { Storage } from '../storage/index.ts'

export function storageCalls(
  board: BoardCalls,
  storage: Omit<Storage, 'start'>,
): Pick<Handlers, keyof typeof schemas> {
  return {
    'runs.mark': async ({ run, change }) => {
      board.summary(run)
      await board.mark(run, change)
      return {}
    },
    'storage.sizes': () => storage.weigh(),
    'storage.status': () => storage.status(),
    'storage.preview': ({ rules }) => storage.preview(rules),
    'storage.prune': async () => {
      await storage.prune()
      return {}
    },
    'storage.history': () => storage.history(),
    'storage.backups': () => storage.backups(),
    'storage.backup': () => storage.backUp(),
    'storage.restore': async ({ name }) => {
      if (name === null) await storage.unstage()
      else await storage.stage(name)
      return {}
    },
    'storage.writeAnew': async () => {
      await storage.writeAnew()
      return {}
    },
    'storage.check': () => {
      storage.check()
      return {}
    },
    'storage.cancel': async ({ type }) => {
      await storage.cancel(type)
      return {}
    },
  }
}
