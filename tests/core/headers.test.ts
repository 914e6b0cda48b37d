// The headers that a person may add: the grammar of RFC 9110, and what belongs to the connection.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { headerProblem, parseHeaderLines } from '../../src/core/secrets/headers.ts'

describe('headerProblem', () => {
  test.each([
    ['X-Tenant', 'north', null],
    ['authorization', 'Bearer abc', null],
    ['__proto__', '', null],
    ['', 'x', '“” is not a header name: use letters, digits and - only.'],
    ['X Tenant', 'x', '“X Tenant” is not a header name: use letters, digits and - only.'],
    ['X\u202eTenant', 'x', '“X�Tenant” is not a header name: use letters, digits and - only.'],
    ['X Bearer a1b2c3d4', 'x', '“X Bearer •••” is not a header name: use letters, digits and - only.'],
    ['Größe', 'x', '“Größe” is not a header name: use letters, digits and - only.'],
    ['HOST', 'x', 'The header HOST is set by the connection itself; leave it out.'],
    ['Last-Event-ID', '5', 'The header Last-Event-ID is set by the connection itself; leave it out.'],
    ['Transfer-Encoding', 'x', 'The header Transfer-Encoding is set by the connection itself; leave it out.'],
    [
      'X-A',
      'a\r\nHost: evil',
      'The value of X-A has a character that no header may carry (line break, control or non-ASCII).',
    ],
    [
      'X-A',
      'ü',
      'The value of X-A has a character that no header may carry (line break, control or non-ASCII).',
    ],
    [
      'X-A',
      'a\0',
      'The value of X-A has a character that no header may carry (line break, control or non-ASCII).',
    ],
  ])('%j with the value %j: %s', (name, value, problem) => {
    expect(headerProblem(name, value)).toBe(problem)
  })

  test.each([
    'Host',
    'Content-Length',
    'Transfer-Encoding',
    'Connection',
    'Upgrade',
    'TE',
    'Trailer',
    'Keep-Alive',
    'Proxy-Connection',
    'Expect',
    'Last-Event-ID',
    'Accept-Encoding',
    'Cache-Control',
  ])('%s belongs to the connection, however it is written', (name) => {
    for (const one of [name, name.toLowerCase(), name.toUpperCase()])
      expect(headerProblem(one, 'x')).toBe(`The header ${one} is set by the connection itself; leave it out.`)
  })

  test('takes every name of the token grammar and no other', () => {
    for (let code = 0; code < 512; code++) {
      const name = `X${String.fromCharCode(code)}`
      const inGrammar = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]$/.test(String.fromCharCode(code))
      expect([code, headerProblem(name, 'x') === null]).toEqual([code, inGrammar])
    }
  })

  test('lets nothing through that could end a line or another header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, value) => {
        if (headerProblem(name, value) !== null) return
        expect(`${name}: ${value}`).toMatch(/^[\t\x20-\x7e]+$/)
        expect(name).not.toContain(':')
        // The platform's own check, as a second opinion.
        expect(() => new Headers([[name, value]])).not.toThrow()
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('parseHeaderLines', () => {
  test('reads lines as people paste them', () => {
    expect(parseHeaderLines('X-A: 1\r\n\r\n  X-B :  a: b  \rX-A:2\n')).toEqual({
      ok: true,
      headers: [
        ['X-A', '1'],
        ['X-B', 'a: b'],
        ['X-A', '2'],
      ],
    })
  })

  test.each([
    ['no colon', 'This is not a header: write it as Name: value.'],
    ['A: b\n\nsk-ant-api03-a1b2c3d4', 'Line 3 is not a header: write it as Name: value.'],
    [': value', 'This is not a header: write it as Name: value.'],
    [`${'x'.repeat(50)}\u0007`, `This is not a header: write it as Name: value.`],
  ])('says what is wrong with “%s”', (text, problem) => {
    expect(parseHeaderLines(text)).toEqual({ ok: false, problem })
  })
})
