// A kind is a folder: an eighth one is put beside the others in a copy of the sources, and works from its form to the board
// with no other file touched.

import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freshDir, removeDir } from '../support/engine.ts'
import { startSseServer, stream } from '../support/sse-server.ts'

const root = join(import.meta.dirname, '../..')

const eighth = `
import type { Kind } from '../../core/kind/kind.ts'
import { buildUrl } from '../../core/kind/urls.ts'

export const kind: Kind = {
  id: 'backups',
  label: 'Backups',
  icon: 'archive',
  description: 'Watches a backup of one disk.',
  needsServer: true,
  fields: [{ name: 'disk', label: 'Disk', type: 'text', required: true, default: null, help: 'The name of the disk.' }],
  urlPatterns: ['/backups/{disk}/events'],
  title: ({ disk = '' }) => 'Backup of ' + disk,
  request: ({ baseUrl, params: { disk = '' } }) => ({ method: 'GET', url: buildUrl(baseUrl, '/backups/' + disk + '/events'), headers: {}, body: null }),
  read: ({ name, data }) =>
    name === 'copied'
      ? [{ type: 'progress', percent: Number(data), done: null, total: null, raw: null }]
      : [{ type: 'outcome', state: 'completed', reason: null }, { type: 'terminal' }],
  observes: () => true,
  repeats: 'none',
  beatMs: null,
  timeLimitMs: null,
}
`

test('an eighth kind needs its folder and nothing else', async () => {
  const copy = join(root, 'node_modules/.cache/runlight', `eighth-${process.pid}`)
  const dataDir = freshDir()
  cpSync(join(root, 'src'), join(copy, 'src'), { recursive: true })
  cpSync(join(root, 'tests/support'), join(copy, 'tests/support'), { recursive: true })
  // A junction where links need a right of their own (Windows).
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
  mkdirSync(join(copy, 'src/kinds/backups'))
  writeFileSync(join(copy, 'src/kinds/backups/index.ts'), eighth)
  const server = await startSseServer([
    stream(['event: copied\ndata: 40\n\n', 'event: copied\ndata: 100\n\nevent: done\ndata:\n\n']),
  ])
  try {
    const { bundle } = await import('../support/module-path.ts')
    const engine = await bundle(join(copy, 'tests/support/eighth-kind-process.ts'))
    const report = await run([engine, dataDir, server.url])
    expect(JSON.parse(report)).toEqual({
      listed: { label: 'Backups', icon: 'archive', field: 'Disk' },
      matched: { kind: 'backups', params: { disk: 'sda1' } },
      refused: 'Disk is needed.',
      board: { title: 'Backup of sda1', job: 'completed', percent: 100, connection: 'closed', events: 3 },
    })
    expect(server.requests[0]?.url).toBe('/backups/sda1/events')
  } finally {
    await server.close()
    removeDir(copy)
    removeDir(dataDir)
  }
}, 60_000)

function run(args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  child.stdout.on('data', (text) => {
    out += text
  })
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => (code === 0 ? resolve(out) : reject(new Error(`exit ${code}: ${out}`))))
  })
}
