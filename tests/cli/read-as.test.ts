// `runlight read-as`: a run that was watched as events alone is read as what it is.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDir, removeDir } from '../support/engine.ts'
import { type SseServer, startSseServer, stream } from '../support/sse-server.ts'
import { jsonLines } from './support/run-cli.ts'
import { runHere } from './support/run-here.ts'

let dataDir: string
let server: SseServer

beforeEach(async () => {
  dataDir = freshDir()
  const event = (type: string, more: object = {}) =>
    `event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`
  server = await startSseServer([
    stream([
      event('message_start', { message: { role: 'assistant', model: 'm-1' } }),
      event('content_block_delta', { index: 0, delta: { type: 'text_delta', text: 'High tide' } }),
      event('message_stop'),
    ]),
  ])
  const watched = ['watch', `${server.url}/s`, '--method', 'POST', '--read-as', 'none', '--json']
  expect((await runHere(watched, { dataDir })).code).toBe(3)
})
afterEach(async () => {
  await server.close()
  removeDir(dataDir)
})

test('the run is completed by what its events say, and its rows say it', async () => {
  const { code, out } = await runHere(['read-as', '1', 'anthropic'], { dataDir })
  expect([code, out]).toEqual([0, expect.stringMatching(/^Run 1, .*, read as anthropic: completed\n$/)])
  const { out: rows } = await runHere(['events', '1'], { dataDir })
  expect(rows).toContain('High tide')
  const { out: back } = await runHere(['read-as', '1', 'none', '--json'], { dataDir })
  expect(jsonLines(back)).toEqual([
    {
      run: 1,
      readAs: 'none',
      state: 'unknown',
      cause: 'The server ended the stream',
      connection: 'ended-early',
    },
  ])
})

test('a reader and a run that there are not are said', async () => {
  const nobody = await runHere(['read-as', '1', 'nobody'], { dataDir })
  expect([nobody.code, nobody.err]).toEqual([
    2,
    expect.stringMatching(/There is no reader “nobody”\. Known: auto, none, /),
  ])
  expect((await runHere(['read-as', '9', 'auto'], { dataDir })).err).toContain('There is no run 9')
})
