// The gallery's answers about keeping and forgetting. What takes long in the engine is done at once here; a scene that shows
// work under way has the task in its world from the start.

import { RunlightError } from '../../../../src/core/basics/errors.ts'
import type { storageCalls } from '../../../../src/core/contract/calls/storage.ts'
import type { Handlers } from '../../../../src/core/contract/contract.ts'
import { limits, planRetention, type RetentionRule } from '../../../../src/core/storage/retention.ts'
import type {
  Preview,
  RunShare,
  Sizes,
  StorageStatus,
  TaskType,
} from '../../../../src/core/storage/storage.ts'
import type { FakeRun, Push, World } from './world.ts'

type StorageCalls = Exclude<keyof typeof storageCalls, 'runs.mark'>

const folder = '/home/operator/.config/Runlight/backups'

export function fakeStorage(world: World, push: Push): Pick<Handlers, StorageCalls> {
  const change = (part: Partial<StorageStatus>) => {
    world.storage.status = { ...world.storage.status, ...part }
    push({ storage: world.storage.status })
    return {}
  }
  const end = (type: TaskType, sentence: string, part: Partial<StorageStatus> = {}) => {
    const { tasks, outcomes } = world.storage.status
    return change({
      tasks: tasks.filter((task) => task.type !== type),
      outcomes: [
        ...outcomes.filter((one) => one.type !== type),
        { type, at: Date.now(), ok: true, sentence },
      ],
      ...part,
    })
  }
  return {
    'storage.sizes': () => sizesOf(world),
    'storage.status': () => world.storage.status,
    'storage.preview': ({ rules }) => previewOf(world, rules),
    'storage.prune': () => {
      const going = planOf(world, world.settings.retention).remove.map(({ run }) => run.id)
      for (const id of going) world.runs.delete(id)
      push({ removed: going })
      return end('remove', `${going.length} runs were removed.`)
    },
    'storage.history': () => world.storage.history,
    'storage.backups': () => ({ folder, files: world.storage.backups }),
    'storage.backup': () => {
      const name = `runlight-${new Date().toISOString().slice(0, 10)}.runlight.db`
      world.storage.backups = [{ name, bytes: 48_200_000, at: Date.now() }, ...world.storage.backups]
      end('backup', `Everything was copied into ${name}.`)
      return { file: `${folder}/${name}` }
    },
    'storage.restore': ({ name }) => {
      const file = world.storage.backups.find((one) => one.name === name)
      if (name !== null && file === undefined)
        throw new RunlightError('not-found', 'There is no such backup.')
      const staged = file === undefined ? null : { file: file.name, at: Date.now(), bytes: file.bytes }
      return change({ staged })
    },
    'storage.writeAnew': () => {
      world.log = { state: 'ok', sentence: null }
      push({ log: world.log })
      return {}
    },
    'storage.check': () =>
      end('check', 'The log is sound.', {
        check: { at: Date.now(), ms: 840, ok: true, findings: [{ ok: true, text: 'Every page is sound.' }] },
      }),
    'storage.cancel': ({ type }) =>
      change({ tasks: world.storage.status.tasks.filter((task) => task.type !== type) }),
  }
}

function shareOf({ summary }: FakeRun): RunShare {
  const { id, title, kind, server, lastEventAt, createdAt, events, bytes, marks } = summary
  const at = lastEventAt ?? createdAt
  return { run: id, title, kind, server, at, events, bytes: bytes * 2, pinned: marks.pinned }
}

const byBytes = (a: { readonly bytes: number }, b: { readonly bytes: number }) => b.bytes - a.bytes

function sizesOf(world: World): Sizes {
  const runs = [...world.runs.values()].map(shareOf).toSorted(byBytes)
  const events = runs.reduce((sum, run) => sum + run.events, 0)
  const bytes = runs.reduce((sum, run) => sum + run.bytes, 0)
  const group = (by: (run: RunShare) => string) =>
    [...Map.groupBy(runs, by)]
      .map(([name, list]) => ({
        name,
        runs: list.length,
        events: list.reduce((sum, run) => sum + run.events, 0),
        bytes: list.reduce((sum, run) => sum + run.bytes, 0),
      }))
      .toSorted(byBytes)
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
  return {
    at: Date.now(),
    path: '/home/operator/.config/Runlight/runlight.db',
    total: Math.round(bytes * 1.7) + 40_960,
    journal: runs.length === 0 ? 0 : 32_768,
    free: runs.length === 0 ? 0 : 8_192,
    runs: runs.length,
    events,
    kinds: group((run) => run.kind).map(({ name, ...rest }) => ({ ...rest, kind: name })),
    servers: group((run) => run.server).map(({ name, ...rest }) => ({ ...rest, server: name })),
    months: events === 0 ? [] : [{ month: day(0).slice(0, 7), events, bytes }],
    days: Array.from({ length: 30 }, (_, i) => {
      const part = runs.length === 0 ? 0 : (1 + ((i * 7) % 11)) / 200
      return { day: day(29 - i), events: Math.round(events * part), bytes: Math.round(bytes * part) }
    }),
    biggest: runs.slice(0, 20),
    parts: [
      { part: 'events', bytes },
      { part: 'index', bytes: Math.round(bytes * 0.6) },
      { part: 'rest', bytes: 40_960 },
    ],
  }
}

function planOf(world: World, rules: readonly RetentionRule[]) {
  const runs = [...world.runs.values()].map((run) => ({
    ...shareOf(run),
    id: run.summary.id,
    live: !run.job.terminal,
  }))
  return planRetention(runs, rules, Date.now())
}

function previewOf(world: World, rules: readonly RetentionRule[]): Preview {
  const { remove, pinned } = planOf(world, rules)
  const sum = (runs: readonly RunShare[]) => ({
    runs: runs.length,
    events: runs.reduce((all, run) => all + run.events, 0),
    bytes: runs.reduce((all, run) => all + run.bytes, 0),
  })
  const share = ({ id: _id, live: _live, ...rest }: (typeof pinned)[number]): RunShare => rest
  const going = remove.map(({ run }) => share(run))
  return {
    ...sum(going),
    rules: rules.flatMap((rule) =>
      limits.map((by) => ({
        rule,
        by,
        ...sum(remove.filter((one) => one.rule === rule && one.by === by).map(({ run }) => share(run))),
      })),
    ),
    first: going.slice(0, 100),
    pinned: pinned.length,
    firstPinned: pinned.slice(0, 100).map(share),
  }
}
