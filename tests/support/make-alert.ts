// Alerts to test with.

import type { Alert, NewAlert } from '../../src/core/alerts/alert.ts'

/** An alert of a run that failed just now, with what `part` says otherwise. */
export function newAlert(part: Partial<NewAlert> = {}): NewAlert {
  return {
    rule: 'failed',
    ruleName: 'A run fails',
    type: 'failed',
    severity: 'critical',
    run: null,
    runs: [],
    many: null,
    title: 'Job',
    kind: 'plain',
    server: 'staging',
    at: Date.now(),
    since: Date.now(),
    cause: 'the model is gone',
    seq: null,
    afterSeq: 0,
    lasting: true,
    resolvedAt: null,
    resolution: null,
    acknowledgedAt: null,
    note: null,
    silent: null,
    tell: { desktop: true, sound: true },
    deliveries: [],
    ...part,
  }
}

/** The same as it is stored: alert `id`, of run `id`. */
export function alertOf(id: number, part: Partial<Alert> = {}): Alert {
  return { ...newAlert({ run: id, title: `Job ${id}` }), id, ...part }
}
