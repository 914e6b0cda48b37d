// What a rule recognises in the text of an event, and what is left as it came: a false alarm destroys data.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shapeRows } from '../../src/core/secrets/secret-shapes.ts'
import { applyTextRules } from '../../src/core/secrets/text-rules.ts'
import { mayHoldSecret } from '../../src/core/transcript/redaction/prefilter.ts'
import { createRedactor } from '../../src/core/transcript/redaction/redactor.ts'

const secret = 'hunter2-S3cr3tValue'
const hex = '6629fae49393a05397450978507c4ef1'
const redact = (text: string) => createRedactor({ patterns: [], secrets: [] }).text(text)

describe('a secret in the text of an event is taken out', () => {
  test.each([
    `docker login --password=${secret}`,
    `tool --api-key ${secret} --verbose`,
    `tool --token "${secret}"`,
    `curl -u bob:${secret} https://h.example/`,
    `<login><user>bob</user><password>${secret}</password></login>`,
    `<ns:apiKey type="plain"><![CDATA[${secret}]]></ns:apiKey>`,
    `<add key="Password" value="${secret}" />`,
    `{"secret":{"value":"${secret}"}}`,
    `{"db":{"credentials":{"entries":[{"id":"${secret}"}]}}}`,
    `{"password":{"current":"${secret}"},"name":"bob"}`,
    `{"out":"<password>${secret}</password>"}`,
    `{"args":["--password=${secret}"]}`,
    `Digest username="bob", realm="r", nonce="n0nce1234", uri="/", response="${secret}", qop=auth`,
    `Authorization: Digest username="bob", response="${secret}"`,
    `next=https%3A%2F%2Fh.example%2F%3Ftoken%3D${secret}%26a%3D1`,
    `next=%2Fa%253Fapi_key%253D${secret}`,
    `token%3D${secret}`,
    `connect to bob:${secret}@db.example:5432`,
    `bob:${secret}@host`,
    `user:${secret}@db.example`,
    `redis://:${secret}@h.example/0`,
    `POST https://hooks.slack.com/services/T01AB2/B03CD4/${secret}`,
    `GET /v1/token/${secret}9/events`,
    `see https://h.example/cb?code=${secret}&state=1`,
    `{"pass":"${secret}","hmac":"${secret}9","sid":"${secret}9"}`,
    `whsec_${secret.replaceAll('-', '')}`,
    `SG.${secret}.${secret}`,
    `dop_v1_${hex}${hex}`,
    `sent {\\"token\\": \\"${secret}\\"}`,
    `sent {\\"password\\":\\"${secret}\\",\\"n\\":1}`,
    `use glpat-${secret} or sk_live_51${secret.replaceAll('-', '')}`,
    `bot123456789:AAF${secret}${secret}`,
  ])('%s', (text) => {
    const shown = redact(text)
    expect(shown).not.toContain(secret)
    expect(shown).not.toContain(secret.replaceAll('-', ''))
    expect(shown).not.toContain(hex)
    expect(shown).toContain('‹redacted›')
    expect(redact(shown)).toBe(shown)
  })

  test('a digest keeps who it is of', () => {
    expect(redact(`Digest username="bob", response="${hex}", uri="/a"`)).toBe(
      'Digest username="bob", response="‹redacted›", uri="/a"',
    )
  })

  test('JSON stays JSON, and what stands around the secret stays', () => {
    expect(redact(`{"secret":{"name":"db","value":"${secret}"},"tokens":12}`)).toBe(
      '{"secret":{"name":"db","value":"‹redacted›"},"tokens":12}',
    )
  })
})

describe('what is no secret stays', () => {
  test.each([
    '{"usage":{"input_tokens":12,"output_tokens":4096,"total_tokens":4108},"tokens":7}',
    '{"code":200,"status_code":"200","message":"OK"}',
    '{"error":{"code":"rate_limit_exceeded","type":"tokens"}}',
    'GET https://h.example/errors?code=200&ticket=42',
    '{"token":"hello","text":" token by token"}',
    '{"pass":12,"fail":3,"passwords":120,"secrets":3}',
    'tests: pass: 120, fail: 3',
    'pass the salt, and the key is under the mat: look there',
    'The --password option is required; see --token for more.',
    'Contact:bob@mail.example or mailto:bob@mail.example, user:bob@mail.example',
    'pulled nginx:1.25@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
    'npm:react@18.2.0, at 10:30@office',
    '{"key":"uploads/2026/11/report.pdf","cache_key":"step-3-of-the-generation"}',
    '{"session":"the third session of spring"}',
    '<keyboard>qwerty</keyboard><author>Ann</author><password></password>',
    '{"response":"6629fae49393a05397450978507c4ef1"}',
    'sha256 6629fae49393a05397450978507c4ef1, commit 4b825dc642cb6eb9a060e54bf8d69288fbee4904',
    'import sklearn as sk-learn; table pk_users_primary_idx, sk-based-models',
    'id 3f9e1b22-0a1b-4c2d-8e3f-123456789012 of run evt_1MqqbKLt4dXK03v5qaIbiNCC',
    'https://h.example/a/b?page=2&theme=sea#top',
    'https://h.example/tokens/list and /keys/all',
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4',
    '{"content":"Basic understanding of bearer certificates, token economies and cookie recipes: bake them."}',
    '{"type":"data","data":{"content":"plain","value":"x"},"default":"y"}',
    '{"author":{"name":"Ann","authored":"2026-11-28T10:00:00Z"},"designed":true}',
    'The signature dish: signal:noise ratio, assigned=yes',
    'ratio 3:2@home, 50 %3D of all',
  ])('%s', (text) => {
    expect(redact(text)).toBe(text)
  })
})

/** Keys as the rows have them, short ones; what a look-ahead asks for is drawn until it fits. */
const forms = [...new Set(shapeRows.map(([, form]) => form))].map((form) => {
  const short = form.replace(/\{(\d+),\d+\}/g, (_all, least: string) => `{${least},${Number(least) + 6}}`)
  const drawn = short.replace(/\(\?=\[[^)]*\)/g, '\\d').replace(/\(\?[!=][^)]*\)/g, '')
  const whole = new RegExp(`^(?:${form})$`)
  return fc.stringMatching(new RegExp(`^${drawn}$`)).filter((text) => whole.test(text))
})
const key = fc.oneof(...forms)

test('every row’s key is taken out wherever it stands', () => {
  const around = fc.constantFrom<[string, string]>(
    ['', ''],
    ['the key is ', ', see'],
    ['{"content":"', '"}'],
    ['https://h.example/', '/events'],
    ['https://h.example/a?q=', '&n=1'],
    ['x%3D', '%26'],
  )
  fc.assert(
    fc.property(key, around, (text, [before, after]) => {
      expect(redact(`${before}${text}${after}`)).not.toContain(text)
    }),
    { numRuns: 1_000 },
  )
})

const name = fc.constantFrom(
  ...[
    'password',
    'passphrase',
    'pass',
    'client_secret',
    'apiKey',
    'X-Api-Key',
    'access_token',
    'refreshToken',
  ],
  ...['token', 'auth', 'key', 'bearer', 'session_id', 'sid', 'sig', 'signature', 'jwt', 'hmac', 'otp'],
  ...['accessKeyId', 'client_assertion', 'credential', 'authorization', 'cookie'],
)
const value = fc.stringMatching(/^[a-z]\d[A-Za-z0-9]{4}[a-z]\d[A-Za-z0-9]{8,40}$/)

test('under every name of the list, in every place where data has names, a credential is taken out', () => {
  const place = fc.constantFrom<(name: string, value: string) => string>(
    (n, v) => JSON.stringify({ [n]: v }),
    (n, v) => JSON.stringify({ a: { [n]: { value: v } } }),
    (n, v) => JSON.stringify({ [n]: [v] }),
    (n, v) => JSON.stringify({ list: [{ name: n, value: v }] }),
    (n, v) => JSON.stringify({ text: JSON.stringify({ [n]: v }) }),
    (n, v) => `see https://h.example/a?x=1&${n}=${v}#top`,
    (n, v) => `https%3A%2F%2Fh.example%2F%3F${n}%3D${v}%26x%3D1`,
    (n, v) => `--${n}=${v}`,
    (n, v) => `--${n} ${v} -v`,
    (n, v) => `<${n}>${v}</${n}>`,
    (n, v) => `${n}=${v}`,
    (n, v) => `${n}: "${v}"`,
  )
  fc.assert(
    fc.property(name, value, place, (n, v, put) => {
      const text = put(n, v)
      expect([text, redact(text).includes(v)]).toEqual([text, false])
    }),
    { numRuns: 3_000 },
  )
})

test('whatever the rules would change, the first look lets through', () => {
  const piece = fc.oneof(
    name,
    value,
    key,
    fc.constantFrom(
      ' ',
      '=',
      ': ',
      '"',
      '@',
      ':',
      '://',
      '?',
      '&',
      '%3D',
      '<',
      '>',
      '</',
      '--',
      '-u ',
      '/',
      '[',
      ']',
      '\\',
    ),
    fc.constantFrom(
      'Basic ',
      'Bearer ',
      'Digest a=b, ',
      'response=',
      'dXNlcjpodW50ZXI=',
      hex,
      'code',
      'ticket',
    ),
    fc.string({ maxLength: 4 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join('')
      if (applyTextRules(text, () => {}) !== text) expect([text, mayHoldSecret(text)]).toEqual([text, true])
    }),
    { numRuns: 4_000 },
  )
})

test('no text costs more than its length', () => {
  // A square would take minutes here, and the test's own time limit ends it.
  const parts = [
    'a:',
    'a@',
    'b:c@',
    '=a',
    '%3D',
    'x%3D',
    '--a ',
    '<a ',
    '<key ',
    '/a',
    '/key/',
    'sk-',
    'key',
    'token ',
    'digest a=',
    '"',
    'a.',
    'AAAA',
    '&',
    '?a',
  ]
  for (const part of parts) redact(part.repeat(100_000))
})
