// Opens damaged logs, one after the other, and uses each as a screen would; prints one line of JSON for each before it
// goes on to the next, so that whoever started it knows which one a crash belongs to. Arguments: what to do (`open` or
// `salvage`), then data directories.

import type { CallName, Input, Output } from '../../src/core/contract/contract.ts'
import { type Engine, salvageLog } from '../../src/engine/index.ts'
import { openTestEngine } from '../support/open-engine.ts'

const [, , act = 'open', ...dirs] = process.argv
const say = (line: unknown) => void process.stdout.write(`${JSON.stringify(line)}\n`)

for (const dir of dirs) {
  say({ begin: dir })
  say({ dir, ...(act === 'open' ? await open(dir) : salvage(dir)) })
}

async function open(dataDir: string) {
  const defects: string[] = []
  let engine: Engine
  try {
    engine = await openTestEngine(dataDir, {
      mayOnlyRead: true,
      onDefect: (where, thrown) => defects.push(`${where}: ${String(thrown)}`),
    })
  } catch (thrown) {
    return refusal(thrown)
  }
  const errors: string[] = []
  const call = async <N extends CallName>(name: N, input: Input<N>): Promise<Output<N> | null> => {
    const answer = await engine.dispatch(name, input)
    if (answer.ok) return answer.value as Output<N>
    errors.push(`${name} ${answer.error.code}: ${answer.error.message}`)
    return null
  }
  const runs = (await call('runs.snapshot', {}))?.runs ?? []
  const seen: Record<number, string[]> = {}
  for (const { id, events } of runs) {
    await call('runs.job', { run: id })
    await call('runs.connection', { run: id })
    const data: string[] = []
    for (let from = 1; ; ) {
      const page = await call('events.range', { run: id, from, limit: 500 })
      for (const row of page?.rows ?? []) data.push(row.data)
      const last = page?.rows.at(-1)?.seq
      if (last === undefined || last < from) break
      from = last + 1
    }
    await call('events.window', {
      run: id,
      filter: { pings: false },
      index: Math.max(0, events - 50),
      limit: 50,
    })
    seen[id] = data
  }
  await call('settings.set', { theme: 'dark' })
  await engine.close().catch((thrown: unknown) => errors.push(`close: ${String(thrown)}`))
  return { opened: true, seen, errors: [...new Set(errors)], defects }
}

function salvage(dataDir: string) {
  try {
    return { salvaged: salvageLog(dataDir) }
  } catch (thrown) {
    return refusal(thrown)
  }
}

function refusal(thrown: unknown) {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'none'
  return { refused: code, sentence: thrown instanceof Error ? thrown.message : String(thrown) }
}
