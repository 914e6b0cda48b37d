// Every state of a connection beside every state of a job, whether or not a service brings the two together.

import {
  type ConnectionState,
  connectionStates,
  type JobState,
  jobStates,
} from '../../../../src/core/run/states.ts'
import { local } from '../engine/fake-servers.ts'
import { kindOf } from '../engine/kinds.ts'
import { addRecording } from '../engine/record.ts'
import type { FakeRun, World } from '../engine/world.ts'
import { flashcardSteps } from './flashcards.ts'

/** What each state says for itself; none where it says nothing. */
const causes: Readonly<Partial<Record<ConnectionState, string>>> = {
  stalled: 'Silent for longer than its usual 15 s',
  waiting: 'The server answered HTTP 503',
  paused: 'This computer is offline',
  'ended-early': 'The stream ended without its last event',
  refused: 'HTTP 403: no access to this run',
}

const jobCauses: Readonly<Partial<Record<JobState, string>>> = {
  failed: 'The service says: not enough source material',
  cancelled: 'Stopped here',
  unknown: 'The stream ended without its last event',
}

/** One run in these two states, called by them. */
export function addState(world: World, connection: ConnectionState, job: JobState): FakeRun {
  const cause = causes[connection] ?? null
  const run = addRecording(world, {
    kind: kindOf('flashcards'),
    server: local,
    title: `${connection} · ${job}`,
    params: { run_id: String(world.runs.size + 1) },
    steps: job === 'pending' ? flashcardSteps(0).slice(0, 1) : flashcardSteps(8),
    agoMs: connection === 'live' ? 400 : 26_000,
    connection: { state: connection, cause, retryAt: connection === 'waiting' ? Date.now() + 9_000 : null },
  })
  const settled = job === 'completed' || job === 'failed' || job === 'cancelled'
  const finishedAt = settled ? run.summary.lastEventAt : null
  const part = { state: job, cause: jobCauses[job] ?? null, finishedAt }
  run.job = { ...run.job, ...part }
  run.summary = { ...run.summary, job: { ...run.summary.job, ...part } }
  return run
}

export function addStateGrid(world: World): void {
  for (const connection of connectionStates) for (const job of jobStates) addState(world, connection, job)
}
