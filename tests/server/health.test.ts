// What a process says of itself to whoever keeps it running, over a real listener and a real log.

import { rmSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type HealthListener, listenForHealth } from '../../src/server/health/index.ts'
import { freshDir, removeDir, startEngine, type TestEngine } from '../support/engine.ts'

let dataDir: string
let engine: TestEngine
let listener: HealthListener
let metrics: () => Promise<string>

beforeEach(async () => {
  dataDir = freshDir()
  engine = await startEngine({ dataDir })
  metrics = async () => 'a_total 1\n'
  listener = await listenForHealth(
    { host: '127.0.0.1', port: 0 },
    { logStatus: engine.engine.logStatus, metrics: () => metrics() },
  )
})
afterEach(async () => {
  await listener.close()
  await engine.close().catch(() => {})
  removeDir(dataDir)
})

async function ask(path: string, init?: RequestInit): Promise<[number, string]> {
  const answer = await fetch(`${listener.url}${path}`, init)
  return [answer.status, await answer.text()]
}

test('it is alive, ready and measured, and has nothing else', async () => {
  expect(await ask('/healthz')).toEqual([200, 'ok\n'])
  expect(await ask('/readyz?from=probe')).toEqual([200, 'ok\n'])
  expect(await ask('/metrics')).toEqual([200, 'a_total 1\n'])
  expect(await ask('/metrics', { method: 'HEAD' })).toEqual([200, ''])
  expect(await ask('/')).toEqual([404, 'There is nothing here: ask for /healthz, /readyz, /metrics.\n'])
  expect(await ask('/healthz', { method: 'POST', body: 'x' })).toEqual([405, 'Ask with GET.\n'])
  const { headers } = await fetch(`${listener.url}/metrics`)
  expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
})

test('it is alive and not ready, with the reason, while its log takes nothing', async () => {
  for (const name of ['runlight.db', 'runlight.db-wal', 'runlight.db-shm'])
    rmSync(join(dataDir, name), { force: true })
  await expect.poll(async () => (await ask('/readyz'))[0]).toBe(503)
  const [, reason] = await ask('/readyz')
  expect(reason).toContain('log')
  expect(reason).toMatch(/^[A-Z].*\.\n$/s)
  expect(await ask('/healthz')).toEqual([200, 'ok\n'])
})

test('metrics that cannot be read are an error of that path alone', async () => {
  metrics = async () => {
    throw new Error('secret words')
  }
  const [status, text] = await ask('/metrics')
  expect([status, text.includes('secret')]).toEqual([500, false])
  expect(await ask('/healthz')).toEqual([200, 'ok\n'])
})

test('a name that is pointed at this computer gets no answer', async () => {
  const { port } = new URL(listener.url)
  const statusFor = (host: string) =>
    new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, path: '/metrics', headers: { host } }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
        .on('error', reject)
        .end()
    })
  expect(await Promise.all(['evil.example', 'localhost:1', '[::1]:1', '127.0.0.1'].map(statusFor))).toEqual([
    403, 200, 200, 200,
  ])
})

test('an address that is taken, or none of this computer, is said', async () => {
  const deps = { logStatus: engine.engine.logStatus, metrics: null }
  const taken = { host: '127.0.0.1', port: Number(new URL(listener.url).port) }
  await expect(listenForHealth(taken, deps)).rejects.toThrow(
    `127.0.0.1:${taken.port} is in use: choose another port with --metrics.`,
  )
  await expect(listenForHealth({ host: '192.0.2.1', port: 0 }, deps)).rejects.toThrow(
    '192.0.2.1 is no address of this computer: choose another one with --metrics.',
  )
  const bare = await listenForHealth({ host: '127.0.0.1', port: 0 }, deps)
  expect((await fetch(`${bare.url}/metrics`)).status).toBe(404)
  await bare.close()
})
