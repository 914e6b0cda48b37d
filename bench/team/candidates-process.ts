// Finds candidate blocks by the finder's own walk. Arguments: the address, the number of the newest run, how many blocks are
// wanted, how often each question is asked, and the questions as JSON. Prints a line of JSON: of each what it took, in turns.

import { readFileSync } from 'node:fs'
import { createSyncClient } from '../../src/engine/log/postgres/base/sync-client.ts'
import { createDatabase } from '../../src/engine/log/postgres/read/database.ts'
import { createNewestBlocks } from '../../src/engine/log/postgres/search/newest-blocks.ts'
import { planSearch } from '../../src/engine/log/postgres/search/search-plan.ts'
import { createSurveys } from '../../src/engine/log/postgres/search/surveys.ts'
import { blockCondition, tailCondition } from '../../src/engine/log/postgres/search/word-sql.ts'

export type Walked = {
  readonly ms: readonly number[]
  readonly serverMs: readonly number[]
  readonly found: number
}

const [url = '', newest = '', wanted = '', times = '', questions = ''] = process.argv.slice(2)
const client = createSyncClient(url, 'runlight bench')
const db = createDatabase(client)
const surveys = createSurveys(db)
const backend = Number(client.get('SELECT pg_backend_pid() AS pid')?.pid)
const serverRan = () => Number(readFileSync(`/proc/${backend}/schedstat`, 'utf8').split(' ')[0]) / 1e6

/** How many blocks hold all of `hashes`, the newest first, until there are as many as are wanted. */
function walk(hashes: readonly number[]): number {
  const words = [[{ words: hashes, pairs: [] }]]
  const plan = {
    ...planSearch([], 0, true),
    hasWords: true,
    hasFigures: false,
    words,
    inBlocks: blockCondition(words),
    inTails: tailCondition(words),
  }
  const blocks = createNewestBlocks(db, surveys, plan)
  let found = 0
  for (let run = Number(newest); run >= 0 && found < Number(wanted); run--)
    if (blocks.newestIn(run) > 0) found += blocks.blocksOf(run)?.length ?? 1
  return found
}

const all = (JSON.parse(questions) as readonly (readonly number[])[]).map((hashes) => ({
  hashes,
  ms: [] as number[],
  serverMs: [] as number[],
  found: walk(hashes),
}))
for (let i = 0; i < Number(times); i++) {
  for (const one of all) {
    const [from, server] = [performance.now(), serverRan()]
    one.found = db.together(() => walk(one.hashes))
    one.ms.push(performance.now() - from)
    one.serverMs.push(serverRan() - server)
  }
}
const walked: readonly Walked[] = all.map(({ ms, serverMs, found }) => ({ ms, serverMs, found }))
process.stdout.write(`${JSON.stringify(walked)}\n`)
client.close()
process.exit(0)
