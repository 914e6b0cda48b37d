// `npm run bench:team`: the shared log, on a PostgreSQL that it starts itself. `-- layout` measures what a commit of events
// becomes (docs/decisions/026-rows-or-blocks.md), `-- candidates` the index of a million blocks; each prints tables and a line
// of JSON, and with `--quick` a tenth as much is measured.

import { cpus, loadavg, totalmem } from 'node:os'
import { postgresHere, startPostgres } from '../../tests/support/postgres.ts'
import { benchCandidates } from './candidates.ts'
import { benchFind } from './find.ts'
import { benchIngest } from './ingest.ts'
import { layouts } from './layouts.ts'
import { candidatesTable, findTable, ingestTable } from './tables.ts'

const settings = { shared_buffers: '1GB', max_wal_size: '4GB', maintenance_work_mem: '256MB' }
const scale = process.argv.includes('--quick') ? 0.1 : 1
const measures = { layout: measureLayout, candidates: measureCandidates }
const asked = Object.entries(measures).filter(([name]) => process.argv.includes(name))

if (postgresHere('The bench of the shared log') === null) process.exit(1)
const postgres = await startPostgres(settings)
try {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, load ${loadavg()[0]?.toFixed(1)}`
  const given = Object.entries({ synchronous_commit: 'on', fsync: 'on', ...settings })
  process.stdout.write(`${machine}\n${given.map((one) => one.join('=')).join(', ')}\n\n`)
  for (const [, measure] of asked.length === 0 ? Object.entries(measures) : asked) await measure()
} finally {
  await postgres.close()
}

async function measureLayout(): Promise<void> {
  const ingest = await benchIngest(postgres, layouts, 200_000 * scale, 3)
  process.stdout.write(`${ingestTable(ingest)}\n`)
  const { past, find } = await benchFind(postgres, 1_000_000 * scale, 10)
  process.stdout.write(`${findTable(past, find)}\n${JSON.stringify({ ingest, past, find })}\n`)
}

async function measureCandidates(): Promise<void> {
  const candidates = await benchCandidates(postgres, 1_000_000 * scale)
  process.stdout.write(`${candidatesTable(candidates)}\n${JSON.stringify({ candidates })}\n`)
}
