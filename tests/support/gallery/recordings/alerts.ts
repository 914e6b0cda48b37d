// A board on which rules have fired: open alerts, one of a whole server, some that are over, and things that are snoozed.

import { type Alert, attentionOf } from '../../../../src/core/alerts/alert.ts'
import { snoozeOf } from '../../../../src/core/alerts/asleep.ts'
import { newRule } from '../../../../src/core/alerts/new-rule.ts'
import { isOpenAlert } from '../../../../src/core/alerts/open-alert.ts'
import type { Rule } from '../../../../src/core/alerts/rule.ts'
import { newAlert } from '../../make-alert.ts'
import type { FakeRun, World } from '../engine/world.ts'
import { addAllStates } from './plain-set.ts'

const minute = 60_000

/** The same runs as on the usual board, with what rules said of them. */
export function addAlerted(world: World): void {
  addAllStates(world)
  world.rules = [...world.rules, ...ownRules()]
  world.alerts = [...firedOn(world)].map((alert, i) => ({ ...alert, id: i + 1 }))
  world.snoozes = [
    { what: { type: 'server', server: 'production' }, until: Date.now() + 40 * minute, asked: null },
    { what: { type: 'rule', rule: 'nightly' }, until: null, asked: null },
  ]
  world.preview = previewOn(world)
  attend(world)
}

function previewOn(world: World): World['preview'] {
  const now = Date.now()
  const stories = [...world.runs.values()].filter(({ summary }) => summary.title.includes('chapter'))
  const would = stories.map(({ summary: { id, title, kind } }, i) => ({
    run: id,
    title,
    kind,
    at: now - (i + 1) * 37 * minute,
    cause: 'nothing of the answer for 20 s',
    resolvedAt: i === 0 ? null : now - (i + 1) * 37 * minute + 14_000,
  }))
  const from = now - 20 * 86_400_000
  return { part: 1, firings: 4, runs: 3, looked: 212, left: 0, from, would, cannot: null }
}

function ownRules(): readonly Rule[] {
  return [
    {
      ...newRule(
        { type: 'no-content', forMs: 20_000 },
        {
          scope: { kinds: ['stories'], servers: [], tags: [], query: '', run: null },
          quiet: { from: 22 * 60, to: 7 * 60, zone: 'Europe/Berlin' },
        },
      ),
      id: 'no-story',
      since: 0,
    },
    {
      ...newRule({ type: 'none-started', forMs: 86_400_000 }, { name: 'Nightly match', together: null }),
      id: 'nightly',
      since: 0,
    },
    {
      ...newRule({ type: 'completed' }, { severity: 'info', enabled: false }),
      id: 'done',
      since: 0,
    },
  ]
}

/** Oldest first. */
function* firedOn(world: World): Iterable<Omit<Alert, 'id'>> {
  const runs = [...world.runs.values()]
  const named = (title: string) => runs.find(({ summary }) => summary.title.includes(title)) as FakeRun
  const inState = (state: string) => runs.find(({ summary }) => summary.connection.state === state) as FakeRun
  const now = Date.now()
  yield {
    ...of(named('World history'), 'stalled', now - 26 * 60 * minute),
    cause: 'silent for 31 s, usually 15 s',
    resolvedAt: now - 26 * 60 * minute + 9_000,
    resolution: 'back after 40 s',
    silent: 'quiet',
  }
  yield {
    ...of(named('Import of suppliers'), 'failed', now - 65 * minute),
    severity: 'critical',
    cause: 'Step 3 of 5: the supplier table is locked',
    acknowledgedAt: now - 61 * minute,
    note: 'Kim asks the database team; runs again at noon.',
  }
  yield {
    ...of(named('Biology'), 'gap', named('Biology').rows[13]?.at ?? now),
    lasting: false,
    cause: 'disconnected for 31 s, unknown number missed',
    acknowledgedAt: now - 2_000,
    afterSeq: 14,
  }
  yield {
    ...of(inState('refused'), 'needs-me', now - 3 * minute),
    cause: 'HTTP 403: no access to this child profile',
    deliveries: [
      delivery('Team channel', 'failed', 5, 'HTTP 404: no such hook', now - 2 * minute),
      delivery('On call', 'sent', 1, 'HTTP 202', now - 3 * minute),
    ],
  }
  yield {
    ...of(inState('stalled'), 'stalled', now - 21_000),
    cause: 'silent for 34 s, usually 15 s',
    deliveries: [delivery('On call', 'waiting', 2, 'HTTP 503', now - 4_000)],
  }
  yield {
    ...of(named('Organic chemistry'), 'retrying', now - 12_000),
    severity: 'critical',
    run: null,
    runs: runs.filter(({ summary }) => summary.server === 'staging').map(({ summary }) => summary.id),
    many: { runs: 3, of: 4 },
    title: 'staging',
    server: 'staging',
    cause: '3 of 4 runs of staging: no connection: The server answered HTTP 503',
  }
}

function of({ summary, rows }: FakeRun, type: Alert['type'], at: number): Omit<Alert, 'id'> {
  return newAlert({
    rule: type,
    ruleName: type === 'stalled' ? 'A run is silent for twice its usual beat' : `A run ${ruleWords[type]}`,
    type,
    severity: 'warning',
    run: summary.id,
    title: summary.title,
    kind: summary.kind,
    server: summary.server,
    at,
    since: at - 31_000,
    cause: '',
    afterSeq: Math.max(0, rows.length - 1),
  })
}

const ruleWords: Readonly<Partial<Record<Alert['type'], string>>> = {
  failed: 'fails',
  gap: 'has a gap in which something may have been missed',
  'needs-me': 'needs someone (refused, ended early, never reached)',
  retrying: 'is without a connection for more than 30 s',
}

function delivery(
  name: string,
  state: Alert['deliveries'][number]['state'],
  tries: number,
  answer: string,
  at: number,
): Alert['deliveries'][number] {
  const nextAt = state === 'waiting' ? at + 30_000 : null
  return { channel: name, name, news: 'fired', state, tries, at, nextAt, answer }
}

/** What the engine adds to summaries. */
function attend(world: World): void {
  for (const run of world.runs.values()) {
    const { id } = run.summary
    const own = world.alerts.filter((alert) => alert.run === id || alert.runs.includes(id))
    const had = new Set(own.map(({ type }) => type))
    const attention = attentionOf(
      own.filter(isOpenAlert),
      had,
      snoozeOf(world.snoozes, run.summary, Date.now()),
    )
    const acknowledgedAt = own.find((alert) => alert.run === id)?.acknowledgedAt ?? null
    const marks = { ...run.summary.marks, acknowledgedAt }
    if (attention !== null) run.summary = { ...run.summary, attention, marks }
  }
}
