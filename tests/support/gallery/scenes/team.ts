// A hub on a shared log: who has which run, what waits for a collector, who is there, and what somebody may not do.

import type { Output } from '../../../../src/core/contract/contract.ts'
import type { RunSummary } from '../../../../src/core/run/run.ts'
import type { World } from '../engine/world.ts'
import { addAllStates } from '../recordings/plain-set.ts'
import type { Scene } from '../scene.ts'
import { filled } from '../worlds.ts'

const area = 'A team'

const ada: Output<'team.me'> = {
  key: 'person:1',
  name: 'Ada Lovelace',
  given: [{ space: null, role: 'admin' }],
}
const viewer: Output<'team.me'> = {
  key: 'person:2',
  name: 'Grace Hopper',
  given: [{ space: 1, role: 'viewer' }],
}

const member = {
  id: 1,
  name: 'west-1',
  role: 'collector',
  state: 'alive',
  silentMs: 900,
  version: '0.1.0',
  only: [] as string[],
  runs: 11,
} as const

const members: World['members'] = [
  member,
  { ...member, id: 2, name: 'west-2', runs: 4, only: ['server:production', 'tag:night'] },
  { ...member, id: 3, name: 'east-1', state: 'expired', silentMs: 94_000, runs: 0 },
  { ...member, id: 4, name: 'hub-1', role: 'hub', runs: 0 },
  {
    ...member,
    id: 5,
    name: 'hub-of-the-office',
    role: 'hub',
    state: 'gone',
    silentMs: 7_200_000,
    runs: 0,
    version: '0.0.9',
  },
]

const has = (collector: string | null): Pick<RunSummary, 'team'> => ({
  team: { space: 1, collector, wanted: true },
})

/** All states, each run with a collector; two that nobody has. */
function fillTeam(world: World): void {
  addAllStates(world)
  for (const [i, run] of [...world.runs.values()].entries()) {
    run.summary = { ...run.summary, ...has(i % 3 === 0 ? 'west-2' : 'west-1') }
    if (run.summary.connection.state === 'connecting' || run.summary.connection.state === 'waiting')
      run.summary = {
        ...run.summary,
        ...has(null),
        connection: {
          ...run.summary.connection,
          state: 'paused',
          cause: 'waiting for a collector: one that has the credentials of production takes it',
          retryAt: null,
        },
      }
    if (run.summary.job.state === 'failed')
      run.summary = {
        ...run.summary,
        marks: { ...run.summary.marks, acknowledgedAt: Date.now() - 60_000, acknowledgedBy: 'Grace Hopper' },
      }
  }
  world.settings = {
    ...world.settings,
    board: {
      ...world.settings.board,
      columns: ['job', 'run', 'progress', 'time', 'connection', 'collector', 'server', 'last'],
    },
  }
}

const scene = (name: string, shows: string, part: Partial<World>, more: Partial<Scene> = {}): Scene => ({
  name,
  area,
  shows,
  world: filled(fillTeam, { me: ada, members, pageNotifies: true, hasTaps: false, ...part }),
  ...more,
})

export const team: readonly Scene[] = [
  scene('team-board', 'A board of a team: which collector has each run, and which wait for one.', {}),
  scene('team-waiting', 'A run that waits for a collector, with why.', {}, { at: { view: 'paused' } }),
  scene(
    'team-person',
    'Who is signed in, what they may do, and the way out.',
    {},
    { act: (hand) => hand.click('button', 'Signed in as Ada Lovelace, admin') },
  ),
  scene(
    'team-viewer',
    'For a viewer: what acts on a run is off, and says why.',
    { me: viewer },
    {
      at: { run: 'Biology' },
      act: (hand) => hand.click('button', 'More'),
    },
  ),
  scene(
    'team-members',
    'The members in the settings: alive, not heard of, gone.',
    {},
    {
      at: { page: 'settings' },
      act: async (hand) => {
        await hand.see('hub-of-the-office')
        await hand.show('west-2')
      },
    },
  ),
  scene(
    'team-settings-viewer',
    'What is the team’s, for somebody who may not change it.',
    { me: viewer, members: members.filter(({ role }) => role === 'hub') },
    {
      at: { page: 'settings' },
      act: async (hand) => {
        await hand.see('No collector is alive')
        await hand.show('No collector is alive')
      },
    },
  ),
  scene('team-away', 'The database cannot be reached.', {
    log: {
      state: 'away',
      sentence: 'The database does not answer: db.example.com:5432/runlight. Runlight tries again by itself.',
    },
  }),
  scene('team-standby', 'What was shown may be lost: a standby that follows behind.', {
    log: {
      state: 'ok',
      sentence:
        'The database answers before its standby has what it stored: what was shown in the last moments may be lost when the standby takes over.',
    },
  }),
]
