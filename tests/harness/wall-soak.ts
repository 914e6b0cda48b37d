// `npm run test:soak -- wall [hours] [seconds of a step]`: the wall for a day (24, 1), on a simulated clock. Exit code 0 only if
// nothing grew.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchBrowser } from '../support/chromium.ts'
import { openPage } from '../support/gallery/browser.ts'
import { buildGallery, serveGallery } from '../support/gallery/serve.ts'
import { visit } from '../support/gallery/visit.ts'
import { grown, soakWall } from './wall-rounds.ts'

const [hours = 24, seconds = 1] = process.argv.slice(2).map(Number)
if (!(hours > 0 && seconds > 0)) {
  process.stderr.write('Give hours and seconds as numbers above zero: npm run test:soak -- wall 24 1\n')
  process.exit(2)
}
const print = (line: string) => process.stdout.write(`${line}\n`)
// As it is shipped: the React that warns keeps more.
process.env.NODE_ENV = 'production'
const dir = mkdtempSync(join(tmpdir(), 'runlight-wall-'))
await buildGallery(dir)
const { url, stop } = await serveGallery(dir)
const browser = await launchBrowser()
const { page, wrong } = await openPage(browser, url, { viewport: { width: 1920, height: 1080 } })
await visit(page, url, 'wall-many')
print(' hours  heap MB  nodes  listeners')
const plan = { hours, stepMs: seconds * 1_000, warmUp: 200, samples: 25 }
const held = await soakWall(page, plan, (one) =>
  print(
    `${one.hours.toFixed(2).padStart(6)} ${one.heapMb.toFixed(1).padStart(8)} ${String(one.nodes).padStart(6)} ${String(one.listeners).padStart(10)}`,
  ),
)
await browser.close()
stop()
rmSync(dir, { recursive: true, force: true })

const problems = [...wrong, ...grown(held, ['heapMb', 'nodes', 'listeners'])]
for (const problem of problems) print(`FAILED: ${problem}`)
print(problems.length === 0 ? 'The wall holds.' : `The wall failed: ${problems.length} problems.`)
process.exit(problems.length === 0 ? 0 : 1)
