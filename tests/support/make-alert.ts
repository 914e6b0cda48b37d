// An alert to test with.

import type { Alert } from '../../src/core/alerts/alert.ts'

/** Alert `id`, of a run that failed just now, with what `part` says otherwise. */
export function alertOf(id: number, part: Partial<Alert> = {}): Alert {
  return {
    id,
    rule: 'failed',
    ruleName: 'A run fails',
    type: 'failed',
    severity: 'critical',
    run: id,
    runs: [],
    many: null,
    title: `Job ${id}`,
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
