// `npm run bench:team`: the shared log, on a PostgreSQL that it starts itself. Each part can be asked for alone (`-- ingest`):
// `ingest`, `collectors`, `commits`, `screen`, `search`, `failover` and `restart` measure the product, each beside its demand; `layout`
// what a commit of events becomes (docs/decisions/026-rows-or-blocks.md), `candidates` the index of a million blocks. Each prints
// tables and a line of JSON. With `--quick` a tenth as much is measured, and with `--full` the search has ten times as much.

import { cpus, loadavg, totalmem } from 'node:os'
import { postgresHere, startPostgres } from '../../tests/support/postgres.ts'
import { benchCandidates } from './candidates.ts'
import { benchFailover, benchRestart } from './failover.ts'
import { benchFind } from './find.ts'
import { benchIngest } from './ingest.ts'
import { layouts } from './layouts.ts'
import { benchHubScreen } from './screen.ts'
import { benchSearch } from './search-log.ts'
import { candidatesTable, findTable, ingestTable } from './tables.ts'
import {
  collectorsTable,
  commitsTable,
  failoverTable,
  ofOneTable,
  restartTable,
  screenTable,
  searchTable,
} from './team-tables.ts'
import { benchCollectors, benchCommits, benchIngestOfOne } from './throughput.ts'

const settings = { shared_buffers: '1GB', max_wal_size: '4GB', maintenance_work_mem: '256MB' }
const quick = process.argv.includes('--quick')
const scale = quick ? 0.1 : 1
const measures: Readonly<Record<string, () => Promise<void>>> = {
  ingest: async () => print('ingest', await benchIngestOfOne(postgres, 400_000 * scale), ofOneTable),
  collectors: async () =>
    print('collectors', await benchCollectors(postgres, 400_000 * scale), collectorsTable),
  commits: async () => print('commits', await benchCommits(postgres, 5_000, quick ? 5 : 30), commitsTable),
  screen: async () => print('screen', await benchHubScreen(postgres, quick ? 10 : 30), screenTable),
  search: measureSearch,
  failover: async () => print('failover', await benchFailover(postgres, quick ? 2 : 6), failoverTable),
  restart: measureRestart,
  layout: measureLayout,
  candidates: measureCandidates,
}
const asked = Object.entries(measures).filter(([name]) => process.argv.includes(name))

if (postgresHere('The bench of the shared log') === null) process.exit(1)
const postgres = await startPostgres(settings)
try {
  const given = Object.entries({ synchronous_commit: 'on', fsync: 'on', ...settings })
  process.stdout.write(
    `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}\n${given.map((one) => one.join('=')).join(', ')}\n\n`,
  )
  for (const [, measure] of asked.length === 0 ? Object.entries(measures) : asked) await measure()
} finally {
  await postgres.close()
}

/** With the load of the machine at the end, which is more than 2 on two cores where something else runs, too. */
function print<T>(name: string, measured: T, table: (measured: T) => string): void {
  const load = Math.round((loadavg()[0] ?? 0) * 10) / 10
  process.stdout.write(
    `${table(measured)}\nLoad of the machine: ${load}.\n${JSON.stringify({ [name]: measured, load })}\n\n`,
  )
}

async function measureSearch(): Promise<void> {
  const times = process.argv.includes('--full') ? 50 : 5
  print('search', await benchSearch(postgres, 200_000 * scale, times, 40), searchTable)
}

/** Away for less than a collector keeps its place, and for more. */
async function measureRestart(): Promise<void> {
  const rows = [await benchRestart(postgres, quick ? 2 : 6, 2)]
  if (!quick) rows.push(await benchRestart(postgres, 3, 20))
  print('restart', rows, restartTable)
}

async function measureLayout(): Promise<void> {
  const ingest = await benchIngest(postgres, layouts, 200_000 * scale, 3)
  process.stdout.write(`${ingestTable(ingest)}\n`)
  const { past, find } = await benchFind(postgres, 1_000_000 * scale, 10)
  process.stdout.write(`${findTable(past, find)}\n${JSON.stringify({ ingest, past, find })}\n`)
}

async function measureCandidates(): Promise<void> {
  const candidates = await benchCandidates(postgres, 1_000_000 * scale, 20)
  process.stdout.write(`${candidatesTable(candidates)}\n${JSON.stringify({ candidates })}\n`)
}
