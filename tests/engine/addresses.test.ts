// Where a connection may go: the networkZones of addresses in all their spellings, names judged by what they resolve to, and what
// a redirect may not lead to.

import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  guardLookup,
  hostProblem,
  isLoopback,
  networkZoneOf,
  refusedAddress,
} from '../../src/engine/connection/addresses.ts'

/** As a URL carries it, which is the only way in. */
const hostOf = (host: string) => new URL(`http://${host}/`).hostname

describe('an address that was typed', () => {
  test.each([
    '127.0.0.1',
    'localhost',
    '[::1]',
    '10.1.2.3',
    '192.168.0.9',
    '172.31.255.255',
    '100.101.102.103',
    '[fd12:3456::1]',
    '169.254.7.7',
    '[fe80::1]',
    '93.184.216.34',
    '[2606:2800::1]',
    'jobs.example',
    'metadata',
  ])('%s is asked', (host) => {
    expect(hostProblem(hostOf(host), null)).toBeNull()
  })

  const metadata = (host: string) =>
    `${host} is a cloud’s metadata service, which holds credentials and no jobs: Runlight never asks it`
  test.each([
    ['169.254.169.254', metadata('169.254.169.254')],
    ['0xA9FEA9FE', metadata('169.254.169.254')],
    ['2852039166', metadata('169.254.169.254')],
    ['0251.0376.0251.0376', metadata('169.254.169.254')],
    ['169.254.43518', metadata('169.254.169.254')],
    ['[::ffff:169.254.169.254]', metadata('::ffff:a9fe:a9fe')],
    ['[::169.254.169.254]', metadata('::a9fe:a9fe')],
    ['[64:ff9b::169.254.169.254]', metadata('64:ff9b::a9fe:a9fe')],
    ['[2002:a9fe:a9fe::1]', metadata('2002:a9fe:a9fe::1')],
    ['[fd00:ec2::254]', metadata('fd00:ec2::254')],
    ['[FD00:0EC2:0:0:0:0:0:254]', metadata('fd00:ec2::254')],
    ['100.100.100.200', metadata('100.100.100.200')],
    ['168.63.129.16', metadata('168.63.129.16')],
    ['169.254.170.2', metadata('169.254.170.2')],
    ['Metadata.Google.Internal', metadata('metadata.google.internal')],
    ['metadata.google.internal.', metadata('metadata.google.internal')],
    ['0.0.0.0', '0.0.0.0 is no address of a server: write 127.0.0.1 for this computer'],
    ['0', '0.0.0.0 is no address of a server: write 127.0.0.1 for this computer'],
    ['[::]', ':: is no address of a server: write 127.0.0.1 for this computer'],
    ['224.0.0.251', '224.0.0.251 is no address of one server: give the server’s own'],
    ['255.255.255.255', '255.255.255.255 is no address of one server: give the server’s own'],
    ['[ff02::1]', 'ff02::1 is no address of one server: give the server’s own'],
  ])('%s is refused', (host, sentence) => {
    expect(hostProblem(hostOf(host), null)).toBe(sentence)
  })
})

describe('a redirect', () => {
  test.each([
    ['127.0.0.1', 'public', false],
    ['127.0.0.1', 'private', false],
    ['127.0.0.1', 'loopback', true],
    ['localhost', 'public', false],
    ['jobs.localhost', 'private', false],
    ['[::1]', 'public', false],
    ['[::ffff:10.0.0.1]', 'public', false],
    ['192.168.1.1', 'public', false],
    ['192.168.1.1', 'private', true],
    ['192.168.1.1', 'loopback', true],
    ['169.254.7.7', 'loopback', false],
    ['[fe80::1]', 'private', false],
    ['169.254.169.254', 'loopback', false],
    ['metadata.google.internal', 'loopback', false],
    ['93.184.216.34', 'public', true],
    ['93.184.216.34', 'loopback', true],
    ['other.example', 'public', true],
  ] as const)('to %s from a %s server: followed %s', (host, nearest, followed) => {
    expect(hostProblem(hostOf(host), nearest) === null).toBe(followed)
  })
})

describe('a name', () => {
  const resolving =
    (...addresses: string[]): LookupFunction =>
    (_hostname, _options, callback) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )
  const ask = (resolve: LookupFunction, nearest: 'loopback' | 'private' | 'public', all = true) =>
    new Promise((settle) =>
      guardLookup(resolve, nearest)('name.example', { all }, (error, found) =>
        settle(error === null ? found : `${error.code}: ${error.message}`),
      ),
    )

  test('that resolves to a metadata address is refused in words, whoever typed it', async () => {
    expect(await ask(resolving('169.254.169.254', 'fd00:ec2::254'), 'loopback')).toBe(
      `${refusedAddress}: name.example (169.254.169.254) is a cloud’s metadata service, which holds credentials and no jobs: Runlight never asks it`,
    )
  })

  test('that resolves to several addresses is connected to the good ones only', async () => {
    const mixed = resolving('169.254.169.254', '0.0.0.0', '10.0.0.7', '93.184.216.34')
    expect(await ask(mixed, 'loopback')).toEqual([
      { address: '10.0.0.7', family: 4 },
      { address: '93.184.216.34', family: 4 },
    ])
    expect(await ask(mixed, 'public')).toEqual([{ address: '93.184.216.34', family: 4 }])
    expect(await ask(mixed, 'public', false)).toBe('93.184.216.34')
  })

  test('that a public server redirects to may not lead inside', async () => {
    expect(await ask(resolving('127.0.0.1'), 'public')).toBe(
      `${refusedAddress}: The server redirects to name.example (127.0.0.1), inside this computer or its network, where only addresses you give yourself are asked`,
    )
  })

  test('that was typed may lead to this computer and its network, but to no link-local address', async () => {
    expect(await ask(resolving('127.0.0.1'), 'loopback')).toEqual([{ address: '127.0.0.1', family: 4 }])
    expect(await ask(resolving('169.254.7.7'), 'loopback')).toBe(
      `${refusedAddress}: name.example (169.254.7.7) is a link-local address, which is asked only where you give that address itself`,
    )
  })

  test('that is not known is said by the system as before', async () => {
    const missing: LookupFunction = (_hostname, _options, callback) =>
      callback(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }), [])
    expect(await ask(missing, 'loopback')).toBe('ENOTFOUND: getaddrinfo ENOTFOUND')
  })

  test('is looked up by the system where nothing else is given', async () => {
    const found = await new Promise((settle) =>
      guardLookup(lookup, 'loopback')('localhost', { all: false }, (_error, address) => settle(address)),
    )
    expect(networkZoneOf(String(found))).toBe('loopback')
  })
})

describe('every spelling', () => {
  const byte = fc.nat(255)
  const inner = fc.oneof(
    fc.tuple(fc.constant(127), byte, byte, byte),
    fc.tuple(fc.constant(10), byte, byte, byte),
    fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
    fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
    fc.tuple(fc.constant(0), byte, byte, byte),
  )
  const spellings: readonly ((bytes: readonly number[]) => string)[] = [
    (bytes) => bytes.join('.'),
    (bytes) => bytes.map((one) => `0x${one.toString(16)}`).join('.'),
    (bytes) => bytes.map((one) => `0${one.toString(8)}`).join('.'),
    (bytes) => String(bytes.reduce((sum, one) => sum * 256 + one, 0)),
    (bytes) => `[::ffff:${bytes.join('.')}]`,
    (bytes) => `[64:ff9b::${bytes.join('.')}]`,
  ]
  test('of an inner address is refused to a redirect of a public server', () => {
    fc.assert(
      fc.property(inner, fc.constantFrom(...spellings), (bytes, spell) => {
        expect(hostProblem(hostOf(spell(bytes)), 'public')).not.toBeNull()
      }),
      { numRuns: 2_000 },
    )
  })

  test('of any host is judged without an exception', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.ipV4Extended().map((ip) => `http://${ip}`),
        ),
        (url) => {
          hostProblem(new URL(url).hostname, 'public')
        },
      ),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        hostProblem(text, 'public')
        networkZoneOf(text)
      }),
    )
  })
})

test.each([
  ['http://localhost:7000/a', true],
  ['http://LOCALHOST./', true],
  ['http://jobs.localhost', true],
  ['http://127.8.9.10', true],
  ['http://[::1]:80', true],
  ['http://[::ffff:127.0.0.1]', true],
  ['http://10.0.0.1', false],
  ['http://localhost.example', false],
  ['not a URL', false],
])('that %s is this computer: %s', (url, expected) => {
  expect(isLoopback(url)).toBe(expected)
})
