// What a person names as the thing to watch: URLs with and without their scheme, ids, and what is neither.

import { expect, test } from 'vitest'
import { idProblem, readTarget } from '../../src/core/kind/targets.ts'

test.each([
  ['https://a.example/x', 'https://a.example/x'],
  ['localhost:8000/v1/x', 'http://localhost:8000/v1/x'],
  ['localhost', 'http://localhost'],
  ['127.0.0.1:4280/events', 'http://127.0.0.1:4280/events'],
  ['[::1]:80/x', 'http://[::1]:80/x'],
  ['api.example.com/v1/runs/7/events?a=1', 'https://api.example.com/v1/runs/7/events?a=1'],
  ['api.example.com:8443/v1', 'https://api.example.com:8443/v1'],
  ['jobs:8080/events', 'http://jobs:8080/events'],
  ['jobs.internal/events', 'http://jobs.internal/events'],
  ['//127.0.0.1:4280/events', 'http://127.0.0.1:4280/events'],
  ['//api.example.com/v1', 'https://api.example.com/v1'],
  ['münchen.example/x', 'https://münchen.example/x'],
])('%s is the URL %s', (text, url) => {
  expect(readTarget(text)).toEqual({ type: 'url', url })
})

test.each([
  '128',
  '4f3e2d1c-8a77',
  'run:128',
  'v1.2',
  'a/b',
  'naïve_9',
  '2026.01/7',
  'name.with.dots',
  'me@a.example',
  'token:5',
])('%s is an id', (text) => {
  expect(readTarget(` ${text} `)).toEqual({ type: 'id', id: text })
})

const secret = 'sk-live-hunter2hunter2'

test.each([
  [`curl 'https://a.example/x' -H 'Authorization: Bearer ${secret}'`, 'This is a command'],
  [`$ curl -N https://a.example/${secret}`, 'This is a command'],
  [`curl.exe "https://a.example/x"`, 'This is a command'],
  [`http GET a.example/x Authorization:${secret}`, 'This is a command'],
  ['ftp://a.example/x', 'Only http and https can be watched, not ftp://.'],
  ['https://me:pw@a.example/x', 'Take the user name and password out'],
  ['https://a.example/x y', 'A URL has no spaces'],
  [`Bearer ${secret}`, 'An id has no spaces'],
  [`'${secret}'`, 'An id has no quotes'],
  [`-H${secret}`, 'An id does not begin with “-”.'],
  [`me:${secret}@a.example/x`, 'Take the user name and password out'],
  [`me:${secret}@a.example`, 'Take the user name and password out'],
  [`me:${secret}@127.0.0.1:4280/v1/x`, 'Take the user name and password out'],
  [`${secret}@a.example/x`, 'Take the user name and password out'],
  [`Authorization:Bearer-${secret}`, 'An id is not a header'],
  [`X-Api-Key:${secret}`, 'An id is not a header'],
  [`https:/a.example/${secret}`, 'An id is not a URL'],
  [`http//a.example/${secret}`, 'An id is not a URL'],
  [`https:/127.0.0.1/${secret}`, 'An id is not a URL'],
  [`http//10.0.0.1/${secret}`, 'An id is not a URL'],
  [`//${secret}/x`, 'An id is not a URL'],
  [`see ://${secret}`, 'An id is not a URL'],
])('%s is neither, and what is said of it does not repeat it', (text, beginning) => {
  const read = readTarget(text)
  expect(read).toEqual({ type: 'wrong', problem: expect.stringMatching(`^${beginning}`) })
  expect(JSON.stringify(read)).not.toContain(secret)
})

test('a word that may be an id has no problem', () => {
  expect(['128', 'a-b', 'a:b', 'x//y'].map((text) => idProblem('Run id', text))).toEqual(Array(4).fill(null))
})

test('a URL with a password, a header and a URL that breaks are no ids in a form either', () => {
  const typed = ['me:pw@a.example/x', 'Authorization:Bearer-x', '//a.example/x', 'https:/a.example/x']
  expect(typed.map((text) => idProblem('Run id', text))).toEqual([
    'Run id has no password in it: give credentials to the server instead.',
    'Run id is not a header: give it as a header of the run.',
    'Run id is not a URL: write a URL whole, like https://example.com/events.',
    'Run id is not a URL: write a URL whole, like https://example.com/events.',
  ])
})
