// What an attempt brings, handed to its run: the same whether Runlight asked for it or an application did through a tap.

import type { Clock } from '../base/clock.ts'
import type { AttemptSink } from '../connection/attempt-sink.ts'
import type { Oddity } from '../connection/check-response.ts'
import { fromHeader } from '../connection/http.ts'
import type { CrashGuard } from './crash-guard.ts'
import type { LiveRun } from './live-run.ts'
import type { Holder } from './run-events.ts'

export type AttemptToRunDeps = {
  readonly run: LiveRun
  readonly clock: Clock
  /** Null, or resolves when work of the size of `bytes` may go on. */
  readonly capacity: (bytes: number) => Promise<void> | null
  /** `text` of the server's without any secret that Runlight knows: it may echo what it was sent. */
  readonly hide: (text: string) => string
  readonly crashGuard: Pick<CrashGuard, 'heavy'>
}

export type AttemptMoments = Holder & {
  /** The answer is a stream. `answeredFrom` is the id that the server says it resumes after. */
  readonly opened: (by: Holder, answeredFrom: string | null, oddities: readonly Oddity[]) => void
  readonly retryField: (ms: number) => void
}

export function createAttemptToRun(
  { run, clock, capacity, hide, crashGuard }: AttemptToRunDeps,
  moments: AttemptMoments,
) {
  let openedAt: number | null = null
  let answeredFrom: string | null = null
  const sink: AttemptSink = {
    onHead: ({ status, headers, redirects, becameGet }) => {
      const shown = headers.map(([name, value]) => [name, hide(value)] as const)
      run.attempts.head(status, shown, redirects.map(hide))
      answeredFrom = fromHeader(headers.find(([name]) => name === 'last-event-id')?.[1])
      if (becameGet !== null) run.becameGet(becameGet)
    },
    onHeavy: crashGuard.heavy,
    onBodyHead: (text) => run.attempts.bodyHead(hide(text)),
    onOpen: (oddities) => {
      openedAt = clock.monotonic()
      moments.opened(moments, answeredFrom, oddities)
    },
    onBytes: run.sign,
    onEvent: run.receive,
    onUndispatched: run.receiveUndispatched,
    onBareId: run.bareId,
    onRetryField: moments.retryField,
    waitForCapacity: (bytes) => {
      const wait = run.waitForCapacity(() => capacity(bytes))
      return wait === null ? null : run.heldUp(wait)
    },
  }
  return {
    sink,
    /** When the answer turned out to be a stream, by the monotonic clock; null where it has not. */
    openedAt: () => openedAt,
  }
}
