// Rules as they are begun. Apart from their schema, because the window needs the one and does not load the other. Pure.

import type { Rule, RuleDraft, Scope } from './rule.ts'

export const everyRun: Scope = { kinds: [], servers: [], tags: [], query: '', run: null }

/** A rule as it is begun: it tells of every run, and gathers what many runs of a server have in common. */
export function newRule(when: RuleDraft['when'], given: Partial<RuleDraft> = {}): RuleDraft {
  return {
    name: null,
    enabled: true,
    when,
    scope: everyRun,
    severity: 'warning',
    holdMs: 0,
    cooldownMs: 300_000,
    together: { runs: 3, withinMs: 60_000 },
    quiet: null,
    until: null,
    tell: { desktop: true, sound: true, channels: [] },
    ...given,
  }
}

/** The rules that are there from the first start, which was at `since`. */
export function firstRules(since: number): Rule[] {
  return [
    { ...newRule({ type: 'failed' }, { severity: 'critical' }), id: 'failed', since },
    { ...newRule({ type: 'needs-me' }), id: 'needs-me', since },
    { ...newRule({ type: 'stalled', forMs: 0, beats: 2 }), id: 'stalled', since },
  ]
}
