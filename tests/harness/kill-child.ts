// The engine that is killed: watches what the job server streams, and meanwhile does what people do. It prints one line of
// JSON for whatever it has shown (`shown`) or answered (`did`), before anything else can happen. Arguments: data
// directory, the job server's URL, what to do (see `acts`), and a seed.

import type { RunSummary } from '../../src/core/run/run.ts'
import { createCall, openTestEngine, plainRun } from '../support/open-engine.ts'

const [, , dataDir = '', url = '', act = 'watch', seed = '0'] = process.argv

const say = (line: unknown) => void process.stdout.write(`${JSON.stringify(line)}\n`)
const engine = await openTestEngine(dataDir).catch((thrown: Error & { code?: string }) => {
  say({ refused: thrown.code, sentence: thrown.message })
  process.exit(3)
})

const call = createCall(engine)

const known = new Map<number, RunSummary>()
const show = (runs: readonly RunSummary[]) => {
  for (const run of runs) known.set(run.id, run)
  say({
    shown: runs.map(({ id, events, gaps, job, connection }) => ({
      run: id,
      events,
      gaps,
      attempt: connection.attempt,
      job: job.state,
    })),
  })
}
engine.onChanges((changes) => {
  for (const id of changes.removed) known.delete(id)
  if (changes.removed.length > 0) say({ removed: changes.removed })
  if (changes.runs.length > 0) show(changes.runs)
})
show((await call('runs.snapshot', {})).runs)

const add = async (path: string): Promise<number> => {
  const { run } = await call('runs.add', plainRun(`${url}${path}`, { endEvent: 'end' }, { title: path }))
  say({ did: 'add', run, path })
  return run
}
const settled = ['closed', 'ended-early', 'refused', 'stopped']
let turn = 0
const acts: Readonly<Record<string, () => Promise<void>>> = {
  watch: async () => {},
  /** Adds, removes and changes something, one after the other, as fast as they are answered. */
  live: async () => {
    turn++
    await add(`/short/${seed}-${turn}`)
    const theme = turn % 2 === 0 ? 'dark' : 'light'
    say({ doing: 'theme', theme })
    await call('settings.set', { theme })
    say({ did: 'theme', theme })
    const old = [...known.values()].find(
      (run) => run.title.startsWith('/short/') && settled.includes(run.connection.state),
    )
    if (old === undefined) return
    say({ doing: 'remove', run: old.id })
    await call('runs.remove', { run: old.id })
    say({ did: 'remove', run: old.id })
  },
  /** Rules that take almost everything away, while more of it comes. */
  forget: async () => {
    turn++
    for (let i = 0; i < 5; i++) await add(`/short/${seed}-${turn}-${i}`)
    await call('settings.set', { retention: [{ kind: 'plain', days: null, runs: 3, bytes: null }] })
    say({ doing: 'forget' })
    await call('storage.prune', {}).catch(() => {})
  },
  backup: async () => {
    const { file } = await call('storage.backup', {}).catch(() => ({ file: null }))
    if (file !== null) say({ did: 'backup', file })
  },
}

if (known.size === 0) {
  // Pinned, so that no rule takes away what is counted at the end.
  for (const path of ['/numbered/1', '/numbered/2', '/replaying/1', '/whole/1', '/bare/1']) {
    await call('runs.mark', { run: await add(path), change: { pinned: true } })
  }
  const { run } = await call('runs.add', {
    kind: 'flashcards',
    serverId: null,
    baseUrl: url,
    params: { run_id: '7' },
    headers: null,
    title: 'cards',
    evenIfWatched: true,
    retry: true,
  })
  say({ did: 'add', run, path: '/v1/flashcards/runs/7/events' })
}
say({ ready: true })
process.on('SIGTERM', () => {
  say({ closing: true })
  void engine.close().then(() => {
    say({ closed: true })
    process.exit(0)
  })
})
const doing = acts[act]
if (doing === undefined) throw new Error(`There is no act ${act}.`)
for (;;) {
  await doing().catch((thrown: unknown) => say({ failed: String(thrown) }))
  await new Promise((resolve) => setTimeout(resolve, 20))
}
