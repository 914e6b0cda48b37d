// What `npm run gallery` runs: builds the gallery and serves it until Ctrl+C, or photographs it and ends.

import { join, resolve } from 'node:path'
import { canShowBrowser, openBrowser } from '../../../src/cli/host/open-browser.ts'
import { photograph } from './photograph.ts'
import { buildGallery, serveGallery } from './serve.ts'

const [option, dir, ...names] = process.argv.slice(2)
if (option !== undefined && (option !== '--shots' || dir === undefined)) {
  process.stderr.write('Usage: npm run gallery [-- --shots DIR [NAME…]]\n')
  process.exit(2)
}
const built = join(import.meta.dirname, '../../../test-results/gallery')
process.stderr.write('Building the gallery…\n')
await buildGallery(built)
const { url, stop } = await serveGallery(built)
process.exitCode = dir === undefined ? await show() : await take(resolve(dir))
stop()

async function take(into: string): Promise<number> {
  const { scenes, wrong } = await photograph(url, into, names)
  for (const text of wrong) process.stderr.write(`${text}\n`)
  process.stdout.write(`${scenes} scenes photographed into ${into}\n`)
  return wrong.length === 0 && scenes > 0 ? 0 : 1
}

async function show(): Promise<number> {
  process.stdout.write(`The gallery is at ${url} until Ctrl+C.\n`)
  const host = { env: process.env, platform: process.platform, err: process.stderr }
  if (canShowBrowser(host)) openBrowser(host, url)
  else process.stdout.write('There is no display to open a browser on: open the address yourself.\n')
  await new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, done)
  })
  return 0
}
