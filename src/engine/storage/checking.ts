// The check of the whole log while everything else goes on: step by step on a thread of its own, with how far it is.

import { sayDuration } from '../../core/basics/quantities.ts'
import type { Check } from '../../core/storage/storage.ts'
import type { Clock } from '../base/clock.ts'
import { withKeeper } from '../log/sqlite/threads/with-maintenance.ts'
import { orCancelled, type Tasks } from './tasks.ts'

/** Bytes of a log that a check gets through in a ms, measured on a slow machine: enough to say how long it will take. */
const bytesPerMs = 120_000
/** Below this nobody needs to be told. */
const worthTellingMs = 3_000

/** Begins a check; `found` is given its result. */
export function beginCheck(dataDir: string, clock: Clock, tasks: Tasks, found: (check: Check) => void): void {
  void tasks.begin('check', 'Checking the log', (work) =>
    withKeeper(dataDir, null, async (keeper) => {
      const from = clock.monotonic()
      const expected = (await keeper.bytes()) / bytesPerMs
      const inAll = expected < worthTellingMs ? '' : ` (about ${sayDuration(expected)} in all)`
      for (
        let at = await keeper.nextStep();
        at.name !== null;
        at = await orCancelled(work, keeper.runStep())
      ) {
        work.say(`Checking ${at.name}${inAll}`, at.step - 1, at.steps)
      }
      const findings = [...(await keeper.findings())]
      const ok = findings.every((finding) => finding.ok)
      const ms = Math.round(clock.monotonic() - from)
      found({ at: clock.now(), ms, ok, findings })
      return ok
        ? `The log is sound; the check took ${sayDuration(ms)}.`
        : 'The log is not sound: see what was found.'
    }),
  )
}
