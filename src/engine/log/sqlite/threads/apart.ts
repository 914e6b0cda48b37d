// What the writer's thread serves, taken apart: what it writes, what it tells, and whether it is writing.

import type { Remote } from '../../../threads/start.ts'
import { packBatch } from '../../packed-batch.ts'
import type { GuardedWriter } from '../write/guarded-writer.ts'
import { factNames } from './names.ts'
import type { WriterFacts } from './reading.ts'
import type { WriterThread } from './writer-thread.ts'

type Call = (...args: unknown[]) => Promise<unknown>

type Apart = {
  readonly writing: Remote<GuardedWriter>
  readonly facts: Remote<WriterFacts>
  /** Whether everything that was given to be written is answered. */
  readonly isFree: () => boolean
}

export function apart(api: Remote<WriterThread>): Apart {
  let underWay = 0
  const counted =
    (act: Call): Call =>
    async (...args) => {
      underWay++
      try {
        return await act(...args)
      } finally {
        underWay--
      }
    }
  const isFact = (name: string) => Object.hasOwn(factNames, name) || name === 'lackingBlocks'
  const writing = Object.entries(api)
    .filter(([name]) => !isFact(name))
    // To look is over at once, and to watch goes on for ever.
    .map(([name, act]) => [name, name === 'look' || name === 'watchPlace' ? act : counted(act as Call)])
  const commit: Remote<GuardedWriter>['commit'] = async (batch, again) => {
    await counted(api.commit as Call)(packBatch(batch), again)
  }
  return {
    // The names are those of the very object that `WriterThread` is the type of.
    writing: { ...(Object.fromEntries(writing) as unknown as Remote<GuardedWriter>), commit },
    facts: api,
    isFree: () => underWay === 0,
  }
}
