// Where a hub is, as a person or a link says it, and what it says of itself.

import { expect, test } from 'vitest'
import { readHubAbout } from '../../src/core/team/hub-about.ts'
import { hubHost, isHubHere, readHubAddress } from '../../src/core/team/hub-address.ts'

test.each([
  ['hub.example.com', 'https://hub.example.com', null],
  [' HTTPS://Hub.Example.com:8443/board?x=1#/run/7 ', 'https://hub.example.com:8443', null],
  ['http://127.0.0.1:8484/#token=abcdefghijklmnop', 'http://127.0.0.1:8484', 'abcdefghijklmnop'],
  ['http://[::1]:8484', 'http://[::1]:8484', null],
  ['http://hub.localhost', 'http://hub.localhost', null],
  ['https://hub.example.com/#token=a&b=c', 'https://hub.example.com', null],
])('%s is a hub’s address', (text, origin, token) => {
  expect(readHubAddress(text)).toMatchObject({ origin, token })
})

test.each([
  ['', 'Write the hub’s address'],
  ['postgres://db.example.com/runlight', 'Write the hub’s address'],
  ['file:///etc/passwd', 'Write the hub’s address'],
  ['https://me:secret@hub.example.com', 'Write the hub’s address'],
  ['two words', 'Write the hub’s address'],
  ['http://hub.example.com', 'in the clear'],
  ['http://127.0.0.1.example.com', 'in the clear'],
])('“%s” is none', (text, sentence) => {
  const read = readHubAddress(text)
  expect('problem' in read && read.problem).toContain(sentence)
})

test('a hub is named by its host, and known as one of this computer by it', () => {
  expect([hubHost('https://hub.example.com:8443'), hubHost('http://[::1]:8484')]).toEqual([
    'hub.example.com:8443',
    '[::1]:8484',
  ])
  const here = ['http://127.0.0.1:1', 'https://localhost', 'http://[::1]:8484']
  const elsewhere = ['https://hub.example.com', 'https://[2001:db8::1]', 'none']
  expect([...here, ...elsewhere].filter(isHubHere)).toEqual(here)
})

test('what says that it is a Runlight is one, whatever else it says', () => {
  const about = { program: 'runlight', version: '0.1.0-rc.1', serves: 'team' }
  expect(readHubAbout({ ...about, later: true })).toEqual(about)
  const others = [null, 'ok', {}, [], { ...about, program: 'other' }, { ...about, serves: 'all' }]
  const odd = [
    { ...about, version: 'a\nb' },
    { ...about, version: 1 },
  ]
  expect([...others, ...odd].filter((value) => readHubAbout(value) !== null)).toEqual([])
})
