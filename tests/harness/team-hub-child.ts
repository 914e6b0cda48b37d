// A hub as `runlight serve` opens it, in a process that may be killed or held at any moment, with a screen that pages and follows:
// it prints every run as the screen has it, and answers calls that come as lines of JSON. Argument: its options.

import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { errorData } from '../../src/core/basics/errors.ts'
import type { CallName, Changes, Input, Output } from '../../src/core/contract/contract.ts'
import type { RunSummary } from '../../src/core/run/run.ts'
import { openTeamHub, ownerOfHub } from '../../src/engine/index.ts'
import { type HubCall, say, sayDefect, startMember } from './team-words.ts'

const { url, name, ttlMs, dataDir, poolKey } = startMember()
const againMs = 100

const open = async () => {
  for (;;) {
    try {
      return await openTeamHub({
        url,
        name,
        ttlMs,
        dataDir,
        version: 'test',
        poolKeyFile: poolKey,
        onDefect: sayDefect,
        checkAnswers: true,
      })
    } catch (thrown) {
      // The database may be away, or the place of this hub's last life not yet free: it is started again.
      const { code } = errorData(thrown)
      if (code !== 'log-away' && code !== 'not-allowed') throw thrown
      await delay(againMs)
    }
  }
}

const { hub } = await open()
const view = hub.as(ownerOfHub())

const call = async <N extends CallName>(of: N, input: Input<N>): Promise<Output<N>> => {
  for (;;) {
    const answer = await view.dispatch(of, input)
    // The contract pairs this name with this output.
    if (answer.ok) return answer.value as Output<N>
    if (answer.error.code !== 'log-away') throw new Error(answer.error.message)
    await delay(againMs)
  }
}

const show = (runs: readonly RunSummary[], gone: readonly number[]) => {
  if (runs.length === 0 && gone.length === 0) return
  const hubRuns = runs.map(({ id: run, events, gaps, connection }) => ({
    run,
    events,
    gaps,
    state: connection.state,
  }))
  say({ hub: hubRuns, gone: [...gone] })
}

/** Pushes since the screen was opened, until it has its snapshot. */
let early: Changes[] | null = []
let seq = 0
/** What pushes have told of: a page that was asked for before says nothing newer. */
const pushed = new Set<number>()

const follow = (changes: Changes) => {
  if (changes.seq <= seq) return
  if (changes.seq !== seq + 1) say({ defect: `push ${changes.seq} came after push ${seq}` })
  seq = changes.seq
  for (const id of [...changes.runs.map(({ id: run }) => run), ...changes.removed]) pushed.add(id)
  show(changes.runs, changes.removed)
}
view.onChanges((changes) => {
  if (early === null) follow(changes)
  else early.push(changes)
})
const first = await call('runs.snapshot', {})
show(first.runs, [])
seq = first.seq
for (const changes of early) follow(changes)
early = null
for (let before = first.next; before !== null; ) {
  const page = await call('runs.page', { before })
  show(
    page.runs.filter(({ id }) => !pushed.has(id)),
    [],
  )
  before = page.next
}
say({ ready: name })

createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, name: of, input }: HubCall = JSON.parse(line)
  void view.dispatch(of, input).then((answer) => {
    if (!answer.ok) return say({ answer: { id, ok: false, code: answer.error.code } })
    const { value } = answer
    const run = typeof value === 'object' && value !== null && 'run' in value ? Number(value.run) : undefined
    say({ answer: { id, ok: true, ...(run === undefined ? {} : { run }) } })
  })
})
