// Under which addresses a team's host may be reached.

import { expect, test } from 'vitest'
import { readListenAddress } from '../../src/core/basics/listen-address.ts'
import { readReach } from '../../src/server/access/reach.ts'

const at = (text: string) => readListenAddress(text) ?? expect.fail(`${text} is no address`)
const asked = (listen: string, url: string | null) => {
  const reach = readReach(at(listen), url, false)
  return [
    reach.origin(8_443),
    reach.proxied,
    reach.strict(new URL(reach.origin(8_443)).host),
    [...reach.hosts(8_443)].includes('[::1]:8443'),
  ]
}

test('on the loopback of either version of IP there needs to be no TLS, by whichever of its names', () => {
  expect([
    asked('127.0.0.1:8443', 'http://[::1]:8443'),
    asked('[::1]:8443', 'http://[::1]:8443'),
    asked('[::1]:8443', null),
    asked('[::1]:8443', 'http://localhost:8443'),
  ]).toEqual([
    ['http://[::1]:8443', false, false, true],
    ['http://[::1]:8443', false, false, true],
    ['http://[::1]:8443', false, false, true],
    ['http://localhost:8443', false, false, true],
  ])
})

test.each(['http://[::]:8443', 'http://[2001:db8::1]:8443', 'http://hub.example.com', 'http://[::1]:8443/a'])(
  'nobody is sent to %s',
  (url) => {
    expect(() => readReach(at('[::1]:8443'), url, false)).toThrow(
      expect.objectContaining({ code: 'bad-input' }),
    )
  },
)
