// An engine for the gallery: the real door and the real schemas in front of a world that plays a scene. Every answer is
// checked against the contract, so that a scene that is not true to it fails instead of showing something.

import { RunlightError } from '../../../../src/core/basics/errors.ts'
import type { Bridge, CallName, Changes, Handlers } from '../../../../src/core/contract/contract.ts'
import { createDispatch } from '../../../../src/core/contract/dispatch.ts'
import type { HostMessage } from '../../../../src/core/contract/host-message.ts'
import { raise } from '../../../../src/engine/base/raise.ts'
import { teamCallsOfNone } from '../../../../src/engine/calls/team.ts'
import { fakeAlerts } from './fake-alerts.ts'
import { fakeApp } from './fake-app.ts'
import { fakeEvents, fakeLog } from './fake-log.ts'
import { fakeReview } from './fake-review.ts'
import { fakeRuns } from './fake-runs.ts'
import { fakeSearch } from './fake-search.ts'
import { fakeStorage } from './fake-storage.ts'
import { fakeTaps } from './fake-taps.ts'
import { fakeTransfers } from './fake-transfers.ts'
import type { FakeRun, Push, World } from './world.ts'

const pushMs = 100
/** Without a call for so long, the window has what it asked for. */
const restMs = 60
/** A scene that never rests is looked at as it is. */
const mostRestMs = 1_000

export type FakeEngine = ReturnType<typeof createFakeEngine>

/**
 * An engine that plays `world`: the bridge to it, a way to say something as its host (null: the engine is gone), and `quiet`,
 * which resolves when the window has asked for nothing for a moment.
 */
export function createFakeEngine(world: World) {
  const listeners = new Set<(changes: unknown) => void>()
  let seq = 1
  let open = 0
  let askedAt = 0

  function push(part: Partial<Changes>): void {
    seq++
    const changes: Changes = { seq, runs: [], removed: [], servers: null, log: null, settings: null, ...part }
    if (!world.lost && world.shutOut === null)
      for (const listener of listeners) listener(structuredClone(changes))
  }

  const handlers = handlersOf(world, push, () => seq)
  const noteDefect = (name: string, thrown: unknown) =>
    reportError(new Error(`The gallery's answer to ${name} is not true to the contract: ${String(thrown)}`))
  const dispatch = createDispatch(withTrouble(handlers, world), noteDefect, true)

  let timer: ReturnType<typeof setInterval> | undefined
  if (world.move !== null) {
    const { move } = world
    timer = setInterval(() => {
      const moved = move(world)
      push({ runs: moved.flatMap((id) => world.runs.get(id)?.summary ?? []) })
    }, pushMs)
  }

  const bridge: Bridge = {
    async call(name, input) {
      open++
      askedAt = performance.now()
      try {
        await pause(4)
        if (world.lost) throw new Error('The wire is cut.')
        if (world.shutOut !== null)
          throw Object.assign(new Error(world.shutOut), { code: 'needs-credentials', detail: null })
        if (world.unanswered.some((one) => one === name)) open--
        return structuredClone(await dispatch(name, input))
      } finally {
        open--
      }
    },
    onChanges(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return {
    bridge,
    world,
    stop: () => clearInterval(timer),
    say: (message: HostMessage | null) => {
      for (const listener of listeners) listener(message)
    },
    quiet: async (): Promise<void> => {
      const until = performance.now() + mostRestMs
      askedAt = performance.now()
      while (performance.now() < until && (open > 0 || performance.now() - askedAt < restMs)) await pause(10)
    },
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** The handlers, and what the scene wants to go wrong before them. */
function withTrouble(handlers: Handlers, world: World): Handlers {
  const wrapped = Object.entries(handlers).map(([name, handler]) => [
    name,
    (input: never) => {
      const call = name as CallName
      if (world.unanswered.includes(call)) return new Promise(() => {})
      const refusal = world.refused[call]
      if (refusal !== undefined) throw new RunlightError('disk-failed', refusal)
      return (handler as (input: never) => unknown)(input)
    },
  ])
  return Object.fromEntries(wrapped) as Handlers
}

/** A handler for every call of the contract: its type is the promise that a scene can show whatever the product does. */
function handlersOf(world: World, push: Push, seq: () => number): Handlers {
  const find = (id: number): FakeRun => {
    const run = world.runs.get(id)
    if (run === undefined) throw new RunlightError('not-found', `There is no run ${id}.`)
    return run
  }
  return {
    ...fakeApp(world, push),
    ...fakeAlerts(world, push),
    ...fakeRuns(world, push, find, seq),
    ...fakeEvents(find),
    ...fakeLog(find),
    ...fakeSearch(world, find),
    ...fakeReview(world, find),
    ...fakeStorage(world, push),
    ...fakeTransfers(world),
    ...fakeTaps(world, push),
    ...teamCallsOfNone,
    ...(world.me === null ? {} : { 'team.me': () => world.me ?? raise(new Error('nobody')) }),
    'team.members': () => ({ members: world.members }),
  }
}
