#!/usr/bin/env node
// The terminal host's entry. Its version is told before anything else is loaded; what is loaded then is compiled but once.

import { join } from 'node:path'
import { version } from '../../package.json'
import { keepCompiled } from './host/keep-compiled.ts'

const words = process.argv.slice(2)
/** What stays would hold three megabytes of the compiled form for as long. */
const stays = ['serve', 'tap', 'collect']
if (words.length === 1 && (words[0] === '--version' || words[0] === '-V')) {
  process.stdout.write(`${version}\n`)
} else {
  if (!stays.includes(words[0] ?? '')) keepCompiled(process.env, process.platform)
  const { main } = await import('./main.ts')
  await main(words, { version, rendererDir: join(import.meta.dirname, '../renderer') })
}
