import { newWorld } from '../engine/world.ts'
import type { Scene } from '../scene.ts'
import { filled } from '../worlds.ts'

const area = 'First window'

export const firstWindow: readonly Scene[] = [
  { name: 'empty', area, shows: 'A log without runs and servers, with the sample backend.', world: newWorld },
  {
    name: 'no-sample',
    area,
    shows: 'The same where the host has no sample backend.',
    world: () => newWorld({ sample: false }),
  },
  {
    name: 'opening',
    area,
    shows: 'The engine has not answered yet.',
    world: () => newWorld({ unanswered: ['runs.snapshot'] }),
  },
  { name: 'no-runs', area, shows: 'Servers are known, no run is watched.', world: filled(() => undefined) },
]
