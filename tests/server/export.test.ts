// An export as the browser fetches it: whole, as a file and never as a page, once, and only by who was given its key.

import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BrowserHost, startBrowserHost } from '../../src/server/index.ts'
import { freshDir, removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { events, seedLog } from '../support/seed-log.ts'

let engine: TestEngine
let host: BrowserHost
let page: string

beforeAll(async () => {
  const dataDir = freshDir()
  await seedLog(dataDir, [
    { title: 'Größe & “Maß”', events: events(500, (seq) => ({ data: `row ${seq}` })) },
    // More than what lies between the engine and a reader that stands still.
    { title: 'Long', events: events(1_500, () => ({ data: '-'.repeat(16_000) })) },
  ])
  engine = await startEngine({
    host: 'browser',
    dataDir,
    files: { save: async () => ({ type: 'download' }) },
  })
  page = mkdtempSync(join(tmpdir(), 'runlight-page-'))
  writeFileSync(join(page, 'index.html'), '<script type="module" src="./own.js"></script>')
  writeFileSync(join(page, 'bridge.js'), '')
  host = await startBrowserHost({ engine: engine.engine, rendererDir: page, version: 'test', port: 0 })
})
afterAll(async () => {
  await host.close()
  await engine.close()
  removeDir(engine.dataDir)
  removeDir(page)
})

async function begin(run = 1): Promise<{ job: number; url: string }> {
  const what = { type: 'run', run, ranges: null, query: '' } as const
  const { job, download } = await engine.call('transcripts.export', {
    what,
    format: run === 1 ? 'html' : 'csv',
    redact: true,
  })
  return { job: job ?? 0, url: `http://127.0.0.1:${host.port}${download}` }
}

test('it comes whole and as a file that can do nothing here, and the engine says when it is done', async () => {
  const { job, url } = await begin()
  const answer = await fetch(url)
  const text = await answer.text()
  expect([answer.status, text.startsWith('<!doctype html>'), text.includes('row 500')]).toEqual([
    200,
    true,
    true,
  ])
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'content-disposition': `attachment; filename="gr__e-ma_-run-1.html"; filename*=UTF-8''gr%C3%B6%C3%9Fe-ma%C3%9F-run-1.html`,
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  await engine.engine.transcripts.settled(job)
  expect(await engine.call('transcripts.progress', { job })).toMatchObject({ state: 'done', events: 500 })
})

test('it is there once, and nobody gets it by a guess, from another site, or by asking for its headers', async () => {
  const { job, url } = await begin()
  const guess = await fetch(url.replace(/key=.*/, `key=${'a'.repeat(32)}`))
  const bare = await fetch(url.replace(/\?.*/, ''))
  const elsewhere = await fetch(url, { headers: { origin: 'https://evil.example' } })
  const head = await fetch(url, { method: 'HEAD' })
  expect([guess, bare, elsewhere, head].map(({ status }) => status)).toEqual([404, 404, 403, 404])
  expect(await guess.text()).toBe('This export is not here any more: export it again.\n')
  expect((await engine.call('transcripts.progress', { job })).state).toBe('working')
  const first = await fetch(url)
  await first.text()
  expect([first.status, (await fetch(url)).status]).toEqual([200, 404])
})

test('an export that is cancelled breaks its download off instead of passing for a whole file', async () => {
  const { job, url } = await begin(2)
  const reader = (await fetch(url)).body?.getReader()
  await reader?.read()
  await engine.call('transcripts.cancel', { job })
  const rest = async () => {
    while ((await reader?.read())?.done === false);
  }
  await expect(rest()).rejects.toThrow()
  expect((await engine.call('transcripts.progress', { job })).state).toBe('cancelled')
})

test('an export whose download is broken off is given up', async () => {
  const { job, url } = await begin(2)
  const away = new AbortController()
  const answer = await fetch(url, { signal: away.signal })
  await answer.body?.getReader().read()
  away.abort()
  await engine.engine.transcripts.settled(job)
  expect((await engine.call('transcripts.progress', { job })).state).toBe('cancelled')
})
