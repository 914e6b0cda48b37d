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

if (process.argv.includes('ingest')) {
  const [ingest, beside] = [await benchIngest(), await benchBeside()]
  process.stdout.write(
    `${ingestTable(ingest)}\n\n${besideTable(beside)}\n${JSON.stringify({ ingest, beside })}\n`,
  )
} else if (process.argv.includes('alerts')) {
  const alerts = await benchAlerts()
  process.stdout.write(`${alertsTable(alerts)}\n${JSON.stringify(alerts)}\n`)
} else if (process.argv.includes('tap')) {
  const tap = await benchTap()
  process.stdout.write(`${tapTable(tap)}\n${JSON.stringify(tap)}\n`)
} else if (process.argv.includes('light')) {
  const light = await benchLight()
  process.stdout.write(`${lightTable(light)}\n${JSON.stringify(light)}\n`)
} else if (process.argv.includes('review')) {
  const review = [await benchReview(1_000_000), await benchReview(10_000_000)]
  process.stdout.write(`${reviewTable(review)}\n${JSON.stringify(review)}\n`)
} else if (process.argv.includes('screen')) {
  const screen = await benchScreens()
  process.stdout.write(`${screenTable(screen)}\n${JSON.stringify(screen)}\n`)
} else if (process.argv.includes('reading')) {
  const reading = await benchReading()
  process.stdout.write(`${readingTable(reading)}\n${JSON.stringify(reading)}\n`)
} else if (process.argv.includes('start')) {
  const start = await benchStart()
  process.stdout.write(`${startTable(start)}\n${JSON.stringify(start)}\n`)
} else if (process.argv.includes('rest')) {
  const rest = await benchRest()
  process.stdout.write(`${restTable(rest)}\n${JSON.stringify(rest)}\n`)
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
