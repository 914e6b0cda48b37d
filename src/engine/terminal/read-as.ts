// For the terminal: has the events of a run read again, in a log that no Runlight has open.

import { checkReadAs } from '../../core/reader/reading-of.ts'
import { readAs } from '../../core/reader/with-readers.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { kinds } from '../base/kinds.ts'
import { createReread } from '../fold/reread.ts'
import { readRows, storeReread } from '../runs/store-reread.ts'
import { noSuchRun, withLog } from './with-log.ts'

/**
 * Reads run `run` as `wanted`: `auto`, `none` or a reader's id. Rejects with a RunlightError: `not-found`, `bad-input` for a
 * reader that there is not, `not-allowed` for a kind with a reading of its own, `data-dir-in-use` beside a running Runlight.
 */
export function readRunAs(dataDir: string, run: number, wanted: string): Promise<RunSummary> {
  return withLog(dataDir, 'exclusive', async (log) => {
    const stored = await log.run(run)
    if (stored === null) throw noSuchRun(run, dataDir)
    const { summary } = stored
    const kind = kinds.get(summary.kind)
    checkReadAs(summary.kind, kind, wanted)
    const params = { ...stored.params, [readAs.name]: wanted }
    const reread = createReread(run, kind, params, await log.jobTransitions(run, 0))
    await log.setReading(run, { readAs: wanted, done: 0 })
    await readRows(log, run, reread, Number.MAX_SAFE_INTEGER, () => false)
    const anew = await storeReread(log, stored, reread, params)
    if (anew === null) throw noSuchRun(run, dataDir)
    return anew
  })
}
