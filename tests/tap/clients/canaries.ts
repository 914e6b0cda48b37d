// Secrets that a test's clients and servers say, and where they may be found afterwards: nowhere.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TappedEngine } from '../../support/tapped-engine.ts'

export function createCanaries() {
  const planted = new Map<string, string>()
  const inside = (text: string) =>
    [...planted].filter(([, value]) => text.includes(value)).map(([name]) => name)
  return {
    /** The secret of this name, which says where it was planted. */
    plant: (name: string): string => {
      const value = `cnry0${name.replaceAll('-', 'Z')}9kX`
      planted.set(name, value)
      return value
    },
    inside,
    /** Where one of them is, of the log's files, the answers and pushes to a screen, and the diagnostics. */
    found: async (engine: TappedEngine): Promise<string[]> => {
      const { runs } = await engine.call('runs.snapshot', {})
      const said: [string, string][] = [
        ['snapshot', JSON.stringify(runs)],
        ['taps', JSON.stringify(await engine.call('taps.list', {}))],
        ['pushes', JSON.stringify(engine.pushes)],
        ['diagnostics', (await engine.call('app.diagnostics', {})).text],
      ]
      for (const { id: run } of runs)
        said.push([
          `run ${run}`,
          JSON.stringify([
            await engine.call('runs.connection', { run }),
            await engine.call('runs.job', { run }),
          ]),
        ])
      return [...said, ...filesIn(engine.dataDir)].flatMap(([where, text]) =>
        inside(text).map((name) => `${where}: ${name}`),
      )
    },
  }
}

function filesIn(dir: string): [string, string][] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path, readFileSync(path).toString('latin1')])
}
