// The window's files, asked for over its own scheme: what is given, with which headers, and what never is.

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { answerFile } from '../../src/main/page/app-files.ts'

let place: string
let folder: string

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'runlight-files-'))
  folder = join(place, 'renderer')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'index.html'), '<!doctype html>')
  writeFileSync(join(folder, 'assets/index-1a.js'), 'export {}')
  writeFileSync(join(folder, 'assets/inter.woff2'), 'font')
  writeFileSync(join(folder, 'notes.txt'), 'not a part of the page')
  writeFileSync(join(place, 'secret.js'), 'outside')
  mkdirSync(join(place, 'renderer-old'))
  writeFileSync(join(place, 'renderer-old/index.js'), 'beside')
  symlinkSync(join(place, 'secret.js'), join(folder, 'assets/link.js'))
})

afterEach(() => rmSync(place, { recursive: true, force: true }))

async function ask(url: string, method = 'GET') {
  const response = await answerFile(folder, { method, url })
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
}

test('the page and its files are given with their types', async () => {
  expect(await ask('app://runlight/')).toEqual({
    status: 200,
    type: 'text/html; charset=utf-8',
    text: '<!doctype html>',
  })
  expect(await ask('app://runlight/assets/index-1a.js?v=2#top')).toEqual({
    status: 200,
    type: 'text/javascript; charset=utf-8',
    text: 'export {}',
  })
  expect(await ask('app://runlight/assets/inter.woff2')).toMatchObject({ status: 200, type: 'font/woff2' })
})

test.each([
  ['a file that is not there', 'app://runlight/assets/none.js'],
  ['a folder', 'app://runlight/assets'],
  ['a type that is no part of a page', 'app://runlight/notes.txt'],
  ['another host', 'app://other/index.html'],
  ['another host that looks alike', 'app://runlight.example/index.html'],
  ['a file above, by dots', 'app://runlight/../secret.js'],
  ['a file above, by encoded dots', 'app://runlight/%2e%2e/secret.js'],
  ['a file above, by encoded slashes', 'app://runlight/..%2fsecret.js'],
  ['a file above, by backslashes', 'app://runlight/..%5csecret.js'],
  ['a file beside, by a name that begins alike', 'app://runlight/..%2frenderer-old%2findex.js'],
  ['a link that leads out', 'app://runlight/assets/link.js'],
  ['a path that cannot be decoded', 'app://runlight/%E0%A4%A.js'],
  ['a path with a NUL byte', 'app://runlight/index.html%00.js'],
  ['no address at all', 'app'],
])('%s is not given', async (_what, url) => {
  expect(await ask(url)).toMatchObject({ status: 404, text: 'There is no such file.\n' })
})

test('nothing but GET is answered', async () => {
  expect(await ask('app://runlight/', 'POST')).toMatchObject({ status: 405 })
})

test('every answer carries the same strict headers', async () => {
  const strict = {
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-cache',
  }
  for (const url of ['app://runlight/', 'app://runlight/none.js']) {
    const { headers } = await answerFile(folder, { method: 'GET', url })
    const { 'content-type': _type, ...others } = Object.fromEntries(headers)
    expect(others).toEqual(strict)
  }
})
