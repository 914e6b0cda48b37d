// The gallery's answers about runs: the board's snapshot, one run's job and connection, and the acts of a person on it.

import type { Handlers } from '../../../../src/core/contract/contract.ts'
import { readingOf } from '../../../../src/core/reader/reading-of.ts'
import { applyMarks } from '../../../../src/core/run/mark-change.ts'
import type { Connection } from '../../../../src/core/run/run.ts'
import { kinds, readers } from '../../../../src/engine/base/kinds.ts'
import { describeActivity } from '../../../../src/engine/calls/describe-activity.ts'
import { wholePage } from '../../../../src/engine/runs/whole-page.ts'
import { addFromForm } from './fake-adding.ts'
import { fakeSparks } from './fake-sparks.ts'
import type { FakeRun, Push, World } from './world.ts'

type RunCalls = Extract<keyof Handlers, `runs.${string}`>

/** The handlers over the runs that `find` gives; `seq` is the number of the latest push. */
export function fakeRuns(
  world: World,
  push: Push,
  find: (run: number) => FakeRun,
  seq: () => number,
): Pick<Handlers, RunCalls> {
  const pushRun = (run: FakeRun) => push({ runs: [run.summary] })
  const move = (id: number, connection: Partial<Connection>) => {
    const run = find(id)
    const since = Date.now()
    run.summary = { ...run.summary, connection: { ...run.summary.connection, since, ...connection } }
    pushRun(run)
    return {}
  }
  return {
    'runs.snapshot': () => ({
      seq: seq(),
      ...wholePage([...world.runs.values()].map((run) => run.summary)),
      servers: world.servers,
      log: world.log,
      settings: world.settings,
    }),
    'runs.page': () => wholePage([]),
    ...fakeSparks(world),
    'runs.add': (input) => {
      const run = addFromForm(world, input)
      pushRun(run)
      return { run: run.summary.id }
    },
    'runs.job': ({ run }) => ({ job: find(run).job, params: { ...find(run).params } }),
    'runs.connection': ({ run }) => {
      const { attempts, gaps, transitions, summary } = find(run)
      return { attempts, gaps, transitions, doing: describeActivity(summary, Date.now()) }
    },
    'runs.mark': ({ run, change }) => {
      const marked = find(run)
      marked.summary = applyMarks(marked.summary, change, Date.now())
      pushRun(marked)
      return {}
    },
    'runs.reading': ({ run }) => {
      const { summary, params, rows } = find(run)
      return readingOf(kinds.get(summary.kind), params, summary.job.reader?.id ?? null, rows, readers)
    },
    'runs.readAs': ({ run, readAs }) => {
      const read = find(run)
      read.summary = { ...read.summary, reading: { readAs, done: 0 } }
      pushRun(read)
      return {}
    },
    'runs.request': ({ run }) => {
      const { summary, params } = find(run)
      const request = kinds.get(summary.kind)?.request({ baseUrl: 'https://jobs.example.com', params }, null)
      return { method: 'GET', url: '', headers: {}, body: null, ...request }
    },
    'runs.readBy': ({ run, kind }) => {
      const read = find(run)
      const done = Math.round(read.summary.events * 0.6)
      read.summary = { ...read.summary, reading: { readAs: 'none', kind, done } }
      pushRun(read)
      return {}
    },
    'runs.stop': ({ run }) => move(run, { state: 'stopped', cause: null, retryAt: null }),
    'runs.giveUpWhenLost': ({ run }) => {
      const kept = find(run)
      kept.summary = { ...kept.summary, retry: false }
      pushRun(kept)
      return {}
    },
    'runs.retry': ({ run }) => move(run, { state: 'connecting', cause: null, retryAt: null }),
    'runs.startAgain': ({ run }) => ({ run: find(run).summary.id }),
    'runs.form': ({ run }) => {
      const { summary, params } = find(run)
      return { kind: summary.kind, serverId: summary.serverId, baseUrl: '', params: { ...params } }
    },
    'runs.setAside': ({ runs, forMs }) => {
      if (forMs > 0) push({ removed: runs })
      else push({ runs: runs.map((run) => find(run).summary) })
      return {}
    },
    'runs.remove': ({ run }) => {
      world.runs.delete(run)
      push({ removed: [run] })
      return {}
    },
  }
}
