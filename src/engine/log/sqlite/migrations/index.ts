// Every migration, in order. `user_version` counts those that have run; each runs once, in a transaction of its own.

import { sql as livePath } from './0001-live-path.ts'
import { sql as review } from './0002-review.ts'
import { sql as alerts } from './0003-alerts.ts'
import { sql as unsettledAlerts } from './0004-unsettled-alerts.ts'
import { sql as numberColumns } from './0005-number-columns.ts'

export const migrations: readonly string[] = [livePath, review, alerts, unsettledAlerts, numberColumns]
