// `runlight diagnostics`, and what the terminal prints when secrets are about: the built program as a process of its own.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDir, removeDir } from '../support/engine.ts'
import { hasMode } from '../support/file-mode.ts'
import { answer, startSseServer, stream } from '../support/sse-server.ts'
import { runHere } from './support/run-here.ts'

let dataDir: string
beforeEach(() => {
  dataDir = freshDir()
})
afterEach(() => removeDir(dataDir))

test('it tells of versions, sizes, runs and noted defects, and of nothing that was watched', async () => {
  const server = await startSseServer([stream(['data: whale-song\n\nevent: done\ndata: whale-song\n\n'])])
  await runHere(['watch', `${server.url}/s?quiet-word=1`, '--end-event', 'done'], { dataDir })
  await server.close()
  mkdirSync(join(dataDir, 'desktop'))
  writeFileSync(
    join(dataDir, 'desktop', 'defects.log'),
    `2026-01-01T00:00:00.000Z uncaught: TypeError: x at ${homedir()}/app\n`,
  )
  const { code, out, err } = await runHere(['diagnostics'], { dataDir })
  expect([code, err]).toEqual([0, ''])
  expect(out).toMatch(/^Runlight diagnostics of \d{4}-/)
  expect(out).toMatch(/\nversion \d+\.\d+\.\d+, terminal host\n/)
  expect(out).toMatch(/\nrunlight\.db \d/)
  expect(out).toContain('run 1 plain; job completed; connection closed')
  expect(out).toContain('rules 3, on 3: failed 1, needs-me 1, stalled 1\nsnoozed 0, open alerts 0\n')
  expect(out).toContain('uncaught: TypeError: x at ~/app')
  for (const word of ['whale-song', 'quiet-word', '127.0.0.1', homedir()])
    expect([word, out.includes(word)]).toEqual([word, false])
})

test('it is written for its owner alone, to a file that was not there', async () => {
  const out = join(dataDir, 'd.txt')
  const first = await runHere(['diagnostics', '--out', out], { dataDir })
  expect([first.code, first.out, first.err]).toEqual([
    0,
    '',
    `runlight: The diagnostics are in ${out}: read them before you send them.\n`,
  ])
  expect(hasMode(out, 0o600)).toBe(true)
  const before = readFileSync(out, 'utf8')
  const second = await runHere(['diagnostics', '--out', out], { dataDir })
  expect([second.code, second.err]).toEqual([2, `runlight: ${out} is there already: choose another name.\n`])
  expect(readFileSync(out, 'utf8')).toBe(before)
  const nowhere = await runHere(['diagnostics', '--out', join(dataDir, 'none', 'd.txt')], { dataDir })
  expect([nowhere.code, nowhere.err]).toEqual([
    2,
    `runlight: ${join(dataDir, 'none', 'd.txt')} cannot be written: choose another place.\n`,
  ])
})

test('a log that cannot be read is what it then tells of', async () => {
  writeFileSync(join(dataDir, 'runlight.db'), 'These are not the pages of a database. '.repeat(500))
  const { code, out } = await runHere(['diagnostics'], { dataDir })
  expect(code).toBe(0)
  expect(out).toMatch(/\nstate failed: .*damaged/)
})

test('what the terminal prints holds no secret that it was given or that the server said back', async () => {
  const secrets = ['cnry-header-value', 'cnry-bearer-value', 'cnry-query-value', 'cnry-body-value']
  const server = await startSseServer([
    (request, response, body) => {
      const back = `${JSON.stringify(request.headers)} ${request.url} ${body}`
      answer(403, { 'content-type': 'text/plain', 'x-debug': encodeURIComponent(back) }, back)(
        request,
        response,
        body,
      )
    },
  ])
  const words = [
    `${server.url}/s?api_key=cnry-query-value`,
    '--header',
    'X-Zone: cnry-header-value',
    '--bearer-env',
    'MY_TOKEN',
    '--method',
    'POST',
    '--body',
    '{"password":"cnry-body-value"}',
  ]
  const env = { MY_TOKEN: 'cnry-bearer-value' }
  const said: string[] = []
  for (const more of [[], ['--json']]) {
    const { code, out, err } = await runHere(['watch', ...words, ...more], { dataDir, env })
    expect(code).toBe(4)
    said.push(out, err)
  }
  for (const command of [['runs'], ['runs', '--json'], ['events', '1', '--json'], ['diagnostics']]) {
    const { out, err } = await runHere(command, { dataDir, env })
    said.push(out, err)
  }
  const sent = JSON.stringify(server.requests)
  await server.close()
  const stored = ['runlight.db', 'runlight.db-wal'].map((name) => {
    try {
      return readFileSync(join(dataDir, name)).toString('latin1')
    } catch {
      return ''
    }
  })
  for (const secret of secrets) {
    expect([secret, sent.includes(secret)]).toEqual([secret, true])
    expect([secret, said.join().includes(secret), stored.join().includes(secret)]).toEqual([
      secret,
      false,
      false,
    ])
  }
})
