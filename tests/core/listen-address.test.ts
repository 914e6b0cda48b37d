// Addresses at which something listens, and who can reach a tap there.

import { expect, test } from 'vitest'
import {
  formatListenAddress,
  isEncryptedOrHere,
  isOwnAlone,
  readListenAddress,
} from '../../src/core/basics/listen-address.ts'
import { tapReach } from '../../src/core/basics/tap-reach.ts'

test('an address and its port are read and written again', () => {
  const texts = ['127.0.0.1:4319', ' [::1]:0 ', 'localhost:65535', 'my-box.local:80', '[::]:4319']
  expect(texts.map(readListenAddress)).toEqual([
    { host: '127.0.0.1', port: 4319 },
    { host: '::1', port: 0 },
    { host: 'localhost', port: 65_535 },
    { host: 'my-box.local', port: 80 },
    { host: '::', port: 4319 },
  ])
  expect(texts.map((text) => formatListenAddress(readListenAddress(text) ?? { host: '', port: 0 }))).toEqual(
    texts.map((text) => text.trim()),
  )
})

test('what is no address is none', () => {
  const texts = [
    '',
    '4319',
    ':4319',
    '127.0.0.1',
    '127.0.0.1:65536',
    '127.0.0.1:123456',
    '::1:4319',
    '[nonsense]:4319',
    '[127.0.0.1]:4319',
    '999.1.1.1:4319',
    'http://127.0.0.1:4319',
    'a b:1',
    'user@host:1',
  ]
  expect(texts.filter((text) => readListenAddress(text) !== null)).toEqual([])
})

test('this computer alone reaches the loopback, and nothing else', () => {
  const hosts = ['127.0.0.1', '127.8.8.8', '::1', '[::1]', 'localhost', 'taps.LOCALHOST']
  expect(hosts.filter(isOwnAlone)).toEqual(hosts)
  const others = [
    '0.0.0.0',
    '::',
    '[::]',
    '[::1',
    '192.168.1.7',
    'my-box',
    'localhost.example.com',
    '127.0.0.1.example.com',
    '',
  ]
  expect(others.filter(isOwnAlone)).toEqual([])
})

test('what is sent over https, or in the clear to this computer, is read by nobody on the way', () => {
  const sound = [
    'https://hub.example.com/',
    'https://127.0.0.1:1/',
    'http://localhost:8484/',
    'http://[::1]/',
  ]
  const others = ['http://hub.example.com/', 'ws://localhost/', 'runlight://localhost/', 'ftp://127.0.0.1/']
  expect([...sound, ...others].filter((url) => isEncryptedOrHere(new URL(url)))).toEqual(sound)
})

test('the warning says who can reach what, however many servers there are', () => {
  const at = { host: '192.168.1.7', port: 4319 }
  const first = (listen: typeof at, targets: readonly string[]) =>
    tapReach(listen, targets).replace(/ by way of it, and what they send and receive is recorded here\.$/, '')
  expect([
    first(at, []),
    first(at, ['https://a.example']),
    first({ host: '::', port: 80 }, ['https://a.example', 'https://b.example']),
    first({ host: '0.0.0.0', port: 1 }, ['https://a.example', 'https://b.example', 'https://c.example']),
    first({ host: 'fe80::1', port: 2 }, ['https://a.example', 'https://b.example', 'c', 'd', 'e']),
  ]).toEqual([
    'Whoever can reach this computer at http://192.168.1.7:4319 can ask every server that has a tap',
    'Whoever can reach this computer at http://192.168.1.7:4319 can ask https://a.example',
    'Whoever can reach this computer, at any of its addresses and port 80, can ask https://a.example and https://b.example',
    'Whoever can reach this computer, at any of its addresses and port 1, can ask https://a.example, https://b.example and https://c.example',
    'Whoever can reach this computer at http://[fe80::1]:2 can ask https://a.example, https://b.example and 3 further servers',
  ])
})
