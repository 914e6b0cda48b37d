// `npm run bench`: measures every budget in one run, prints a table and JSON, and with --write puts them into
// docs/performance.md with the machine and the date. `npm run bench -- light` measures what the window costs, alone, `-- reading`
// what it costs to read what the events mean, `-- review` what looking back costs, `-- ingest` what is stored alone and
// beside searches, `-- alerts` what it costs to judge rules, `-- tap` what the tap costs, `-- start`
// how long the shortest commands take, `-- rest` what a host costs that nobody looks at.

import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { benchAlerts } from './alerts.ts'
import { benchFollow } from './follow.ts'
import { benchBeside, benchIngest, benchReading } from './ingest.ts'
import { benchLight } from './light.ts'
import { benchRest } from './rest.ts'
import { benchReview } from './review.ts'
import { benchScreens } from './screen.ts'
import { benchStart } from './start.ts'
import {
  alertsTable,
  besideTable,
  type Figures,
  ingestTable,
  lightTable,
  readingTable,
  restTable,
  reviewTable,
  screenTable,
  startTable,
  tables,
} from './tables.ts'
import { tapTable } from './tap/table.ts'
import { benchTap } from './tap.ts'

const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${process.platform}`

/** What can be measured by itself: each prints its table and its figures. */
const parts: Readonly<Record<string, () => Promise<readonly [table: string, figures: unknown]>>> = {
  start: async () => told(await benchStart(), startTable),
  rest: async () => told(await benchRest(), restTable),
  ingest: async () => {
    const [ingest, beside] = [await benchIngest(), await benchBeside()]
    return [`${ingestTable(ingest)}\n\n${besideTable(beside)}`, { ingest, beside }]
  },
  reading: async () => told(await benchReading(), readingTable),
  screen: async () => told(await benchScreens(), screenTable),
  light: async () => told(await benchLight(), lightTable),
  alerts: async () => told(await benchAlerts(), alertsTable),
  tap: async () => told(await benchTap(), tapTable),
  review: async () => told([await benchReview(1_000_000), await benchReview(10_000_000)], reviewTable),
}

function told<T>(figures: T, table: (figures: T) => string): readonly [string, T] {
  return [table(figures), figures]
}

const part = process.argv.slice(2).find((word) => Object.hasOwn(parts, word))
if (part !== undefined) {
  const [table, figures] = (await parts[part]?.()) ?? ['', null]
  process.stdout.write(`${table}\n${JSON.stringify(figures)}\n`)
} else {
  const figures: Figures = {
    date: new Date().toISOString().slice(0, 10),
    machine,
    start: await benchStart(),
    rest: await benchRest(),
    ingest: await benchIngest(),
    reading: await benchReading(),
    screen: await benchScreens(),
    follow: await benchFollow(),
    light: await benchLight(),
    alerts: await benchAlerts(),
    tap: await benchTap(),
    review: [await benchReview(1_000_000), await benchReview(10_000_000)],
    beside: await benchBeside(),
  }
  const text = tables(figures)
  process.stdout.write(`${text}\n${JSON.stringify(figures)}\n`)
  if (process.argv.includes('--write'))
    writeFileSync(join(import.meta.dirname, '../docs/performance.md'), text)
}
