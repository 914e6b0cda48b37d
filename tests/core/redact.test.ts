// What must never be shown is taken out, by name and by value, and what is no secret stays.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  isSecretHeader,
  isSecretName,
  mask,
  redactHeaders,
  redactUrl,
  redactValues,
} from '../../src/core/redact.ts'

test.each([
  'token',
  'access_token',
  'access-token',
  'accessToken',
  'refreshToken',
  'idToken',
  'api_key',
  'apiKey',
  'APIKEY',
  'key',
  'client_secret',
  'clientSecret',
  'X-Amz-Signature',
  'X-Amz-Credential',
  'sig',
  'jwt',
  'password',
  'userPassword',
  'session',
  'session_id',
  'sessionId',
  'auth',
  'authorization',
])('a parameter named %s is a secret', (name) => {
  expect(isSecretName(name)).toBe(true)
})

test.each([
  'theme',
  'child_id',
  'prompt',
  'monkey',
  'keyboard',
  'author',
  'tokens_used',
  'design',
  'chapter_number',
])('a parameter named %s is none', (name) => {
  expect(isSecretName(name)).toBe(false)
})

test('headers lose their secret values and keep their names', () => {
  expect(
    redactHeaders([
      ['Authorization', 'Bearer abc'],
      ['Cookie', 's=1'],
      ['Set-Cookie', 's=1'],
      ['X-Api-Key', 'abc'],
      ['X-Auth-Token', 'abc'],
      ['Accept', 'text/event-stream'],
      ['X-Tenant', 'north'],
    ]),
  ).toEqual([
    ['Authorization', mask],
    ['Cookie', mask],
    ['Set-Cookie', mask],
    ['X-Api-Key', mask],
    ['X-Auth-Token', mask],
    ['Accept', 'text/event-stream'],
    ['X-Tenant', 'north'],
  ])
  expect(isSecretHeader('content-type')).toBe(false)
})

describe('redactUrl', () => {
  test.each([
    [
      'https://user:pw@h.example/a?theme=sea&token=abc#access_token=x',
      `https://h.example/a?theme=sea&token=${mask}`,
    ],
    ['https://h.example/a?token=a&token=b', `https://h.example/a?token=${mask}&token=${mask}`],
    ['https://h.example:8443/a%20b?q=a%26b', 'https://h.example:8443/a%20b?q=a%26b'],
    ['wss://user@h.example/', 'wss://h.example/'],
    ['not a URL', 'not a URL'],
    ['error: timeout', 'error: timeout'],
    ['mailto:a@example.com', 'mailto:a@example.com'],
  ])('shows %s as %s', (text, shown) => {
    expect(redactUrl(text)).toBe(shown)
  })

  test('never shows a secret’s value, wherever it stands in the query', () => {
    const secret = 'S3cr3tValue'
    const name = fc.constantFrom('token', 'api_key', 'clientSecret', 'sig', 'X-Amz-Credential')
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), name, (url, key) => {
        const whole = `${url}${url.includes('?') ? '&' : '?'}${key}=${secret}&z=1`
        expect(redactUrl(whole)).not.toContain(secret)
        expect(redactUrl(redactUrl(whole))).not.toContain(secret)
      }),
    )
  })
})

describe('redactValues', () => {
  test('takes every occurrence of every secret out', () => {
    expect(redactValues('Bearer abcd-efgh; s=abcd-efgh; t=wxyz', ['abcd-efgh', 'wxyz'])).toBe(
      `Bearer ${mask}; s=${mask}; t=${mask}`,
    )
  })

  test('leaves no rest of a secret that holds another', () => {
    expect(redactValues('x=abcdefgh', ['abcd', 'abcdefgh'])).toBe(`x=${mask}`)
  })

  test('leaves texts alone that are too short to be secrets', () => {
    expect(redactValues('a no in sentence', ['no', ''])).toBe('a no in sentence')
  })
})
