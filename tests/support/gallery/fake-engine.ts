// An engine for the gallery: the real door and the real schemas in front of a world that plays a scene. Every answer is
// checked against the contract, so that a scene that is not true to it fails instead of showing something.

import { RunlightError } from '../../../src/core/basics/errors.ts'
import { type Bridge, type Changes, calls, type Handlers } from '../../../src/core/contract/contract.ts'
import { createDispatch } from '../../../src/core/contract/dispatch.ts'
import { describeActivity } from '../../../src/engine/calls/describe-activity.ts'
import { kindInfo, matchKinds } from '../../../src/engine/calls/kinds.ts'
import { addFromForm, sampleRuns } from './fake-adding.ts'
import { fakeLog } from './fake-log.ts'
import { saveServer } from './fake-servers.ts'
import { kinds } from './kinds.ts'
import type { FakeRun, World } from './world.ts'

const pushMs = 100

/** A bridge to an engine that plays `world`. */
export function createFakeEngine(world: World): Bridge {
  const listeners = new Set<(changes: unknown) => void>()
  let seq = 1

  function push(part: Partial<Changes>): void {
    seq++
    const changes: Changes = { seq, runs: [], removed: [], servers: null, log: null, settings: null, ...part }
    if (!world.lost) for (const listener of listeners) listener(structuredClone(changes))
  }

  const pushRun = (run: FakeRun) => push({ runs: [run.summary] })
  const handlers = handlersOf(world, push, pushRun, () => seq)
  const noteDefect = (name: string, thrown: unknown) => {
    throw new Error(`The gallery's answer to ${name} is not true to the contract: ${String(thrown)}`)
  }
  const dispatch = createDispatch(withAbsent(handlers), noteDefect, true)

  if (world.move !== null) {
    const { move } = world
    setInterval(() => {
      const moved = move(world)
      push({ runs: moved.flatMap((id) => world.runs.get(id)?.summary ?? []) })
    }, pushMs)
  }

  return {
    async call(name, input) {
      await new Promise((resolve) => setTimeout(resolve, 4))
      if (world.lost) throw new Error('The wire is cut.')
      return structuredClone(await dispatch(name, input))
    },
    onChanges(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** All handlers there are, of which those that no scene needs refuse. */
function withAbsent(handlers: Partial<Handlers>): Handlers {
  const absent = () => {
    throw new RunlightError('not-allowed', 'The gallery plays no such call.')
  }
  const all = Object.fromEntries(Object.keys(calls).map((name) => [name, absent]))
  return { ...all, ...handlers } as Handlers
}

type Push = (part: Partial<Changes>) => void

/** The calls that the gallery's scenes need; any other is answered as one that is not there. */
function handlersOf(
  world: World,
  push: Push,
  pushRun: (run: FakeRun) => void,
  seq: () => number,
): Partial<Handlers> {
  const find = (id: number): FakeRun => {
    const run = world.runs.get(id)
    if (run === undefined) throw new RunlightError('not-found', `There is no run ${id}.`)
    return run
  }
  const move = (id: number, connection: Partial<FakeRun['summary']['connection']>) => {
    const run = find(id)
    run.summary = {
      ...run.summary,
      connection: { ...run.summary.connection, since: Date.now(), ...connection },
    }
    pushRun(run)
    return {}
  }
  return {
    'app.info': () => ({
      name: 'Runlight',
      version: '0.1.0',
      host: 'desktop',
      dataDir: '/home/operator/.config/Runlight',
      capabilities: { sampleBackend: world.sample, keepsSecrets: world.keepsSecrets, secretsNote: null },
      readOnly: null,
    }),
    'app.startSample': () => {
      const runs = sampleRuns(world)
      push({ runs: runs.map((run) => run.summary), servers: world.servers })
      return { serverId: 1, runs: runs.map((run) => run.summary.id) }
    },
    'settings.get': () => world.settings,
    'settings.set': (part) => {
      world.settings = { ...world.settings, ...part }
      push({ settings: world.settings })
      return world.settings
    },
    'kinds.list': () => [...kinds.values()].map((kind) => kindInfo(kind, world.usual.get(kind.id) ?? null)),
    'kinds.match': ({ text }) =>
      matchKinds(text, kinds, {
        byUrl: (url: string) => world.servers.find((server) => server.baseUrl === url),
      } as Parameters<typeof matchKinds>[2]),
    'servers.save': (draft) => {
      const server = saveServer(world, draft)
      push({ servers: world.servers })
      return server
    },
    'servers.remove': ({ id }) => {
      world.servers = world.servers.filter((server) => server.id !== id)
      push({ servers: world.servers })
      return {}
    },
    'servers.test': ({ baseUrl }) =>
      baseUrl.includes('staging')
        ? {
            reachable: false,
            status: null,
            ms: 212,
            sentence: 'The name staging.example.com is not known to any name server.',
          }
        : {
            reachable: true,
            status: 404,
            ms: 38,
            sentence: 'The server answers with HTTP 404, as an address without a page does.',
          },
    'runs.snapshot': () => ({
      seq: seq(),
      runs: [...world.runs.values()].map((run) => run.summary),
      servers: world.servers,
      log: world.log,
      settings: world.settings,
    }),
    'runs.add': (input) => {
      const run = addFromForm(world, input)
      pushRun(run)
      return { run: run.summary.id }
    },
    'runs.job': ({ run }) => ({ job: find(run).job, params: { ...find(run).params } }),
    'runs.connection': ({ run: id }) => {
      const run = find(id)
      const { attempts, gaps, transitions } = run
      return { attempts, gaps, transitions, doing: describeActivity(run.summary, Date.now()) }
    },
    'runs.stop': ({ run }) => move(run, { state: 'stopped', cause: null }),
    'runs.giveUpWhenLost': () => ({}),
    'runs.retry': ({ run }) => move(run, { state: 'connecting', cause: null, retryAt: null }),
    'runs.startAgain': ({ run }) => ({ run: find(run).summary.id }),
    'runs.remove': ({ run }) => {
      world.runs.delete(run)
      push({ removed: [run] })
      return {}
    },
    ...fakeLog(find),
    'events.window': ({ run, filter, index, limit }) => {
      const { events } = find(run)
      const total = filter.pings ? events.count() : events.withoutPings()
      const rows = Array.from({ length: Math.max(0, Math.min(limit, total - index)) }, (_, i) =>
        events.at(index + i, filter.pings),
      )
      return {
        total,
        index,
        complete: true,
        rows: rows.flatMap((row) => (row === undefined ? [] : [{ ...row, data: row.data.slice(0, 500) }])),
      }
    },
    'events.range': ({ run, from, limit }) => ({
      rows: Array.from({ length: limit }, (_, i) => find(run).events.at(from - 1 + i, true)).flatMap(
        (row) => row ?? [],
      ),
    }),
    'events.get': ({ run, seq: wanted }) => {
      const row = find(run).events.at(wanted - 1, true)
      if (row === undefined) throw new RunlightError('not-found', 'There is no such event.')
      return row
    },
  }
}
