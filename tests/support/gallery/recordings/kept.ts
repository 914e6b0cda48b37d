// A log that was kept for a while: rules, removals, backups, a check that found something, and work under way.

import type { FakeStorage, World } from '../engine/world.ts'
import { addCrowd } from './crowd.ts'

const day = 86_400_000
const rule = { kind: null, days: 30, runs: null, bytes: null }

export function addKept(world: World): void {
  addCrowd(world, 60)
  world.settings = {
    ...world.settings,
    retention: [
      { kind: 'flashcards', days: 90, runs: 200, bytes: 2_000_000_000 },
      { kind: null, days: null, runs: 20, bytes: null },
    ],
  }
  for (const run of [...world.runs.values()].slice(1, 12))
    run.summary = { ...run.summary, marks: { ...run.summary.marks, pinned: true } }
  world.storage = keptStorage()
}

function keptStorage(): FakeStorage {
  const now = Date.now()
  const removal = (id: number, ago: number, asked: 'rules' | 'person') => ({
    id,
    at: now - ago * day,
    asked,
    runs: 14 * id,
    events: 5_120 * id,
    bytes: 1_900_000 * id,
    rules: [{ ...rule, by: 'days' as const, count: 14 * id }],
  })
  return {
    history: [removal(3, 1, 'rules'), removal(2, 8, 'person'), removal(1, 15, 'rules')],
    backups: [2, 9, 16, 23].map((ago) => ({
      name: `runlight-2026-11-${String(28 - ago).padStart(2, '0')}.runlight.db`,
      bytes: 48_000_000 - ago * 700_000,
      at: now - ago * day,
    })),
    status: {
      tasks: [
        { type: 'backup', sentence: 'Copying the log: 31 of 48 MB', done: 31, total: 48, since: now - 9_000 },
        { type: 'check', sentence: 'Checking every page', done: 0, total: null, since: now - 2_000 },
        { type: 'remove', sentence: 'Removing 14 runs', done: 5, total: 14, since: now - 1_000 },
      ],
      outcomes: [
        { type: 'free', at: now - 60_000, ok: true, sentence: '12 MB were given back to the disk.' },
        {
          type: 'restore',
          at: now - 50_000,
          ok: false,
          sentence: 'runlight-2026-11-05.runlight.db is damaged at page 1,204 and was not taken.',
        },
      ],
      removal: removal(3, 1, 'rules'),
      check: {
        at: now - 3 * day,
        ms: 2_140,
        ok: false,
        findings: [
          { ok: true, text: 'Every page of the log is sound.' },
          { ok: false, text: 'The search index misses 12 events: it is made anew at the next start.' },
        ],
      },
      staged: { file: 'runlight-2026-11-19.runlight.db', at: now - 40_000, bytes: 41_000_000 },
      restored: {
        at: now - 20 * day,
        file: 'runlight-2026-11-05.runlight.db',
        aside: '/home/operator/.config/Runlight/runlight-aside-2026-11-08.db',
        session: null,
      },
    },
  }
}
