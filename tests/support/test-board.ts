// A board on a real log, for tests that look between the two: what the board asks of the log can be watched or held up.

import type { Clock } from '../../src/engine/base/clock.ts'
import { kinds } from '../../src/engine/base/kinds.ts'
import { createAgents } from '../../src/engine/connection/agents.ts'
import { createSessionSecrets } from '../../src/engine/index.ts'
import type { LogAccess } from '../../src/engine/log/port.ts'
import { openLog } from '../../src/engine/log/sqlite/threads/open-log.ts'
import { type Board, createBoard } from '../../src/engine/runs/board.ts'
import { openCrashGuards } from '../../src/engine/runs/crash-guard.ts'

export type TestBoard = { readonly board: Board; readonly close: () => Promise<void> }

/** Starts a board on the log of `dataDir`; `between` is told the name of each function of the log that is taken, and may replace it. */
export async function startBoard(
  dataDir: string,
  clock: Clock,
  between: (name: keyof LogAccess, part: unknown) => unknown,
): Promise<TestBoard> {
  const log = await openLog(dataDir, 'terminal')
  const agents = createAgents()
  const board = createBoard({
    log: new Proxy<LogAccess>(log, {
      get: (target, name) => {
        const part: unknown = Reflect.get(target, name)
        // The log's own names, and whatever a promise is recognised by.
        return Object.hasOwn(target, name) ? between(name as keyof LogAccess, part) : part
      },
    }),
    kinds,
    clock,
    agents,
    secrets: createSessionSecrets(),
    server: () => null,
    serverAt: () => null,
    random: () => 0,
    blocksGone: async () => {},
    attention: () => null,
    stored: () => {},
    telemetry: { committed: () => {}, refused: () => {}, answered: () => {} },
    onDefect: (where, thrown) => {
      throw new Error(where, { cause: thrown })
    },
    hide: (text) => text,
    crashGuards: openCrashGuards(dataDir),
  })
  await board.start()
  return {
    board,
    close: async () => {
      await board.close()
      await agents.close()
      await log.close()
    },
  }
}
