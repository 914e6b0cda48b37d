// What must never be shown is taken out, by name and by value, and what is no secret stays.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mask, redactHeaders, redactUrl, redactValues } from '../../src/core/secrets/redact.ts'
import { isSecretHeader, isSecretInAddress, isSecretName } from '../../src/core/secrets/secret-names.ts'

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
  'pass',
  'passphrase',
  'bearer',
  'sid',
  'hmac',
  'accessKeyId',
  'user[password]',
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
  'tokens',
  'output_tokens',
  'max_tokens',
  'code',
  'inside',
  'design',
  'chapter_number',
])('a parameter named %s is none', (name) => {
  expect(isSecretName(name)).toBe(false)
})

test.each([
  'code',
  'auth_code',
  'deviceCode',
  'ticket',
  'service_ticket',
  'pin',
  'code_verifier',
  'SAMLResponse',
])('in an address, and there alone, %s is a secret', (name) => {
  expect([isSecretInAddress(name), isSecretName(name)]).toEqual([true, false])
})

test.each(['status_code', 'country_code', 'postcode', 'ticket_id', 'max_tokens', 'q'])(
  'not even in an address is %s one',
  (name) => {
    expect(isSecretInAddress(name)).toBe(false)
  },
)

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
  expect(isSecretHeader('X-RateLimit-Remaining-Tokens')).toBe(false)
  expect(redactHeaders([['Link', '<https://h.example/a?sid=a1&page=2>; rel="next"']])).toEqual([
    ['Link', `<https://h.example/a?sid=${mask}&page=2>; rel="next"`],
  ])
})

/** One of each word of the list. */
const secretNames = [
  ...['token', 'api_key', 'clientSecret', 'sig', 'X-Amz-Credential', 'pass', 'passphrase', 'passcode', 'pwd'],
  ...['bearer', 'sid', 'session_id', 'code', 'hmac', 'ticket', 'accessKeyId', 'jwt', 'otp', 'pin', 'key'],
  ...['auth', 'authorization', 'signature', 'client_assertion', 'samlResponse', 'cookie', 'access_token'],
]

describe('redactUrl', () => {
  test.each([
    [
      'https://user:pw@h.example/a?theme=sea&token=abc#access_token=x',
      `https://h.example/a?theme=sea&token=${mask}`,
    ],
    ['https://h.example/a?token=a&token=b', `https://h.example/a?token=${mask}&token=${mask}`],
    ['https://h.example:8443/a%20b?q=a%26b', 'https://h.example:8443/a%20b?q=a%26b'],
    ['wss://user@h.example/', 'wss://h.example/'],
    ['https://h.example/sk-ant-api03-a1b2c3d4e5/events', `https://h.example/${mask}/events`],
    [
      'https://h.example/v1/token/a1b2c3d4e5f6a7b8/events?page=2',
      `https://h.example/v1/token/${mask}/events?page=2`,
    ],
    ['https://hooks.slack.com/services/T01AB/B02CD/x1y2z3', `https://hooks.slack.com/services/${mask}`],
    ['https://h.example/services/T01AB/B02CD/x1y2z3?a=1', `https://h.example/services/${mask}?a=1`],
    ['https://h.example/a?next=https%3A%2F%2Fi.example%2F%3Ftoken%3Dabc', `https://h.example/a?next=${mask}`],
    ['https://h.example/a?q=ghp_0123456789abcdefghij&n=a+b%20c', `https://h.example/a?q=${mask}&n=a+b%20c`],
    ['https://h.example/a?code=200&pin=12345', `https://h.example/a?code=200&pin=${mask}`],
    ['https://h.example/a?code=pt-BR&ticket=ST-1', `https://h.example/a?code=pt-BR&ticket=${mask}`],
    ['https://h.example/a?q=1;sid=x', `https://h.example/a?q=${mask}`],
    ['https://h.example/a;token=x1y2;v=2/b', `https://h.example/a;token=${mask};v=2/b`],
    [
      'https://h.example/a?AWSAccessKeyId=x1y2&id_token_hint=x1y2&sas=x1y2',
      `https://h.example/a?AWSAccessKeyId=${mask}&id_token_hint=${mask}&sas=${mask}`,
    ],
    [
      'https://h.example/session/3f9e1b22-0a1b-4c2d-8e3f-123456789012/events?max_tokens=512',
      'https://h.example/session/3f9e1b22-0a1b-4c2d-8e3f-123456789012/events?max_tokens=512',
    ],
    [
      'https://h.example/uploads/2026/11/token-report.pdf?code_page=12',
      'https://h.example/uploads/2026/11/token-report.pdf?code_page=12',
    ],
    ['not a URL', 'not a URL'],
    ['error: timeout', 'error: timeout'],
    ['mailto:a@example.com', 'mailto:a@example.com'],
  ])('shows %s as %s', (text, shown) => {
    expect(redactUrl(text)).toBe(shown)
  })

  test('never shows a secret’s value, wherever it stands in the query', () => {
    const secret = 'S3cr3tValue'
    const name = fc.constantFrom(...secretNames)
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
