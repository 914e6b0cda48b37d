// What alerts and snoozes ask for, as it is put on summaries that are read.

import type { Alert } from '../../../../core/alerts/alert.ts'
import { alertSetting } from '../../../../core/alerts/kept.ts'
import type { Snooze } from '../../../../core/alerts/snooze.ts'
import type { RunSummary } from '../../../../core/run/run.ts'
import { createAttended, snoozesIn } from '../../shown/attended.ts'
import type { Row } from '../base/statements.ts'
import { int8s } from '../base/values.ts'
import { toAlert } from './alerts.ts'
import type { Database } from './database.ts'
import { hadByRun } from './types-had.ts'

export type Attention = {
  readonly snoozes: readonly Snooze[]
  readonly attend: (run: RunSummary) => RunSummary
}

export function createAttention(db: Database) {
  const attention = (results: readonly { readonly rows: readonly Row[] }[], now: number): Attention => {
    const [setting, open, had] = results
    const snoozes = snoozesIn(setting?.rows[0]?.value)
    const attend = createAttended(
      (open?.rows ?? []).flatMap(readAlert),
      hadByRun(had?.rows ?? []),
      snoozes,
      now,
    )
    return { snoozes, attend }
  }
  const kept = { sql: 'SELECT value FROM runlight.settings WHERE name = $1', params: [alertSetting] }
  return {
    /** What is asked for of any run at `now` (epoch ms). */
    ofAll: (now: number): Attention =>
      attention(
        db.many([
          kept,
          { sql: 'SELECT id, alert FROM runlight.alerts WHERE open' },
          { sql: 'SELECT DISTINCT its AS run, type FROM runlight.alerts, unnest(runs) AS its' },
        ]),
        now,
      ),
    /** Of `runs` alone. */
    of: (runs: readonly number[], now: number): Attention => {
      const params = [int8s(runs)]
      return attention(
        db.many([
          kept,
          { sql: 'SELECT id, alert FROM runlight.alerts WHERE open AND runs && $1::bigint[]', params },
          {
            sql: 'SELECT DISTINCT its AS run, type FROM runlight.alerts, unnest(runs) AS its WHERE runs && $1::bigint[]',
            params,
          },
        ]),
        now,
      )
    },
  }
}

/** One that cannot be read is no reason to read no run. */
function readAlert(row: Row): Alert[] {
  try {
    return [toAlert(row)]
  } catch {
    return []
  }
}
