// What was dangerous to read is remembered for as long as the run is there, and no longer.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLogForReading } from '../../src/engine/log/sqlite/file/open-log.ts'
import { openCrashGuards } from '../../src/engine/runs/crash-guard.ts'
import { freshDir, removeDir, startEngine } from '../support/engine.ts'
import { events, seedLog } from '../support/seed-log.ts'

let dataDir: string
beforeEach(() => {
  dataDir = freshDir()
})
afterEach(() => removeDir(dataDir))

const write = (text: object) => writeFileSync(join(dataDir, 'dangers.json'), JSON.stringify(text))
const stored = () => JSON.parse(readFileSync(join(dataDir, 'dangers.json'), 'utf8'))

test('a run that is removed is forgotten, whether an engine saw it go or not', async () => {
  const run = () => ({ events: events(3, (seq) => ({ data: `${seq}` })), connection: 'stopped' as const })
  const [kept = 0, going = 0] = await seedLog(dataDir, [run(), run()])
  const uids = uidsOf(dataDir)
  const [keptUid = '', goingUid = ''] = [uids.get(kept), uids.get(going)]
  write({ reading: [], ends: { [keptUid]: 1, [goingUid]: 2, 'removed-long-ago': 2 } })

  const engine = await startEngine({ dataDir })
  expect(stored()).toEqual({ reading: [], ends: { [keptUid]: 1, [goingUid]: 2 } })
  await engine.call('runs.remove', { run: going })
  expect(stored()).toEqual({ reading: [], ends: { [keptUid]: 1 } })
  await engine.close()
})

test('a run that is removed while it is being read is not counted as an end', async () => {
  const guards = openCrashGuards(dataDir)
  guards.of('a').heavy(true)
  guards.of('b').heavy(true)
  await guards.keepOnly(async (uid) => uid === 'b')
  expect(stored()).toEqual({ reading: ['b'], ends: {} })
})

function uidsOf(dir: string): Map<number, string> {
  const db = openLogForReading(dir)
  const rows = db?.prepare<[], { id: number; uid: string }>('SELECT id, uid FROM runs').all() ?? []
  db?.close()
  return new Map(rows.map(({ id, uid }) => [id, uid]))
}
