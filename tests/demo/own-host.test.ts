// What is served on this computer is for this computer: a name of somebody else's that leads here (DNS rebinding) is refused.

import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Replay, type SampleBackend, startReplay, startSampleBackend } from '../../src/demo/index.ts'
import { openRecording } from '../../src/engine/transcripts/import/recording.ts'

const sample = join(import.meta.dirname, '../../resources/samples/flashcards.runlight')
let replay: Replay
let backend: SampleBackend
let forget: () => void

beforeAll(async () => {
  const recording = await openRecording(sample)
  forget = recording.close
  replay = await startReplay({ runs: recording.runs, port: 0, speed: 500, faults: [] })
  backend = await startSampleBackend({ speed: 200 })
})

afterAll(async () => {
  await replay.close()
  await backend.close()
  forget()
})

/** The status of the answer to a request that names `host`. */
function statusUnder(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { Host: host } }, (response) => {
      resolve(response.statusCode)
      response.destroy()
    })
      .once('error', reject)
      .end()
  })
}

test('a recording is served under this computer’s own names and its own port, and under no other', async () => {
  const { port } = new URL(replay.url)
  const statusOf = (host: string) => statusUnder(replay.url, host)
  const own = [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`]
  expect(await Promise.all(own.map(statusOf))).toEqual([200, 200, 200, 200])
  const others = [
    `evil.example:${port}`,
    'localhost',
    'localhost:1',
    `localhost.evil.example:${port}`,
    `127.0.0.1.nip.io:${port}`,
  ]
  expect(await Promise.all(others.map(statusOf))).toEqual([403, 403, 403, 403, 403])
  expect(await statusUnder(`${replay.url}${replay.targets[0]}`, `evil.example:${port}`)).toBe(403)
})

test('the sample backend answers under this computer’s own names, behind a proxy too, and under no other', async () => {
  const { port, url } = backend
  const statusOf = (host: string) => statusUnder(url, host)
  const own = [`127.0.0.1:${port}`, 'localhost', 'localhost:8080', '[::1]:1']
  expect(await Promise.all(own.map(statusOf))).toEqual([200, 200, 200, 200])
  const others = [`evil.example:${port}`, 'localhost.evil.example', '127.0.0.1.nip.io']
  expect(await Promise.all(others.map(statusOf))).toEqual([403, 403, 403])
  expect(await statusUnder(`${url}/events/clock`, 'evil.example')).toBe(403)
})
