// Adding runs to the gallery: from the form, with the engine's refusal of what is watched already, and the sample's seven.

import { RunlightError } from '../../../../src/core/basics/errors.ts'
import type { Handlers } from '../../../../src/core/contract/contract.ts'
import { flashcardSteps } from '../recordings/flashcards.ts'
import { storySteps } from '../recordings/stories.ts'
import { local } from './fake-servers.ts'
import { kindOf } from './kinds.ts'
import { addRecording } from './record.ts'
import type { FakeRun, World } from './world.ts'

type RunRequest = Parameters<Handlers['runs.add']>[0]

/** The run that `request` adds. */
export function addFromForm(world: World, request: RunRequest): FakeRun {
  const same = [...world.runs.values()].find(
    (run) =>
      run.summary.kind === request.kind && JSON.stringify(run.params) === JSON.stringify(request.params),
  )
  if (same !== undefined && !request.evenIfWatched) {
    const { id, title } = same.summary
    const message = `This is already watched as run ${id} (${title}): open that one, or watch it twice.`
    throw new RunlightError('duplicate-run', message, { run: id })
  }
  const kind = kindOf(request.kind)
  const server = world.servers.find((one) => one.id === request.serverId) ?? null
  const run = addRecording(world, {
    kind,
    server,
    title: request.title ?? kind.title(request.params),
    params: request.params,
    steps: [],
    agoMs: 0,
    connection: { state: 'connecting' },
  })
  return run
}

/** What the first window's button leads to. */
export function sampleRuns(world: World): readonly FakeRun[] {
  world.servers = [{ ...local, name: 'Sample backend' }]
  const server = world.servers[0] ?? null
  const base = { server, agoMs: 300, connection: { state: 'live' } } as const
  return [
    addRecording(world, {
      ...base,
      kind: kindOf('flashcards'),
      params: { run_id: '128' },
      steps: flashcardSteps(8),
    }),
    addRecording(world, {
      ...base,
      kind: kindOf('stories'),
      params: { child_id: '1', theme: 'adventure', chapter_number: '1' },
      steps: storySteps('writing'),
    }),
  ]
}
