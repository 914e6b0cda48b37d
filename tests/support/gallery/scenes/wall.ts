// The wall: what needs a person first, more than fit, an engine that is gone, and nothing at all.

import type { RunSummary } from '../../../../src/core/run/run.ts'
import type { ConnectionState } from '../../../../src/core/run/states.ts'
import type { World } from '../engine/world.ts'
import { addCrowd } from '../recordings/crowd.ts'
import { addAllStates } from '../recordings/plain-set.ts'
import type { Scene } from '../scene.ts'
import { filled } from '../worlds.ts'

const area = 'Wall'
const at = { page: 'wall' } as const

export const wall: readonly Scene[] = [
  {
    name: 'wall',
    area,
    shows: 'The wall: alerts first, then what runs.',
    world: filled(addAllStates),
    at,
    act: (hand) => hand.see('refused'),
  },
  {
    name: 'wall-many',
    area,
    shows: 'More runs than fit, which take turns: the alerts stay.',
    world: filled(
      (world) => {
        addAllStates(world)
        addCrowd(world, 60)
      },
      { move: moveWall() },
    ),
    at,
    act: (hand) => hand.see('alerts · page'),
  },
  {
    name: 'wall-gone',
    area,
    shows: 'The wall while the engine does not answer.',
    world: () => {
      const world = filled(addAllStates, { said: [null] })()
      setTimeout(() => {
        world.lost = true
      }, 300)
      return world
    },
    at,
    act: (hand) => hand.see('The engine does not answer'),
  },
  {
    name: 'wall-quiet',
    area,
    shows: 'Nothing runs, and nobody is needed.',
    world: filled(() => {}),
    at,
    act: (hand) => hand.see('All is quiet'),
  },
]

/**
 * Moves every run that goes on, and has one after the other go through the states: it stalls, ends, and begins again. Only numbers
 * change, so that a wall which stands for days is all that could grow.
 */
function moveWall(): (world: World) => readonly number[] {
  let turn = 0
  return (world) => {
    const runs = [...world.runs.values()]
    turn++
    const turned = turn % 7 === 0 ? runs[turn % runs.length] : undefined
    const moved = runs.filter((run) => run === turned || run.summary.connection.state === 'live')
    for (const run of moved) run.summary = movedOn(run.summary, run === turned)
    return moved.map((run) => run.summary.id)
  }
}

function movedOn(run: RunSummary, turns: boolean): RunSummary {
  const at = Date.now()
  const { job, connection } = run
  if (turns)
    return { ...run, connection: { ...connection, state: nextState[connection.state] ?? 'live', since: at } }
  const percent = job.percent === null ? null : (job.percent + 1) % 100
  return { ...run, job: { ...job, percent }, events: run.events + 1, lastEventAt: at, lastBytesAt: at }
}

const nextState: Readonly<Partial<Record<ConnectionState, ConnectionState>>> = {
  live: 'stalled',
  stalled: 'ended-early',
  'ended-early': 'closed',
}
