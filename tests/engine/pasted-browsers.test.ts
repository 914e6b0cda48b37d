// What browsers copy beside curl for bash: curl for cmd.exe and PowerShell; and what is no request, or hardly one.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { requestForm } from '../../src/core/kind/request-form.ts'
import type { PastedRequest } from '../../src/engine/pasted/pasted.ts'
import { readPasted } from '../../src/engine/pasted/read-pasted.ts'

function read(text: string): readonly PastedRequest[] {
  const form = requestForm(text)
  if (form === null) throw new Error(`no request: ${text}`)
  return readPasted(text, form, new Map())
}
const one = (text: string) => {
  const [request, ...others] = read(text)
  expect(others).toEqual([])
  return request
}

const url = 'https://h.example/v1/ask?a=1&b=%20x'
const body = '{"q":"50% \\"why\\"\\n","n":[1,2]}'

test('curl for cmd.exe: every sign has its caret', () => {
  const copied = String.raw`curl ^"https://h.example/v1/ask?a=1^&b=^%^20x^" ^
  -H ^"accept: text/event-stream^" ^
  -H ^"sec-ch-ua: ^\^"Chromium^\^";v=^\^"148^\^"^" ^
  -b ^"sid=abc; x=^%^41^" ^
  --data-raw ^"^{^\^"q^\^":^\^"50^% ^\\^\^"why^\\^\^"^\\n^\^",^\^"n^\^":^[1,2^]^}^"`
  for (const text of [copied, copied.replaceAll('\n', '\r\n')])
    expect(one(text)).toMatchObject({
      method: 'POST',
      url,
      headers: [
        ['accept', 'text/event-stream'],
        ['sec-ch-ua', '"Chromium";v="148"'],
        ['Cookie', 'sid=abc; x=%41'],
        ['Content-Type', 'application/x-www-form-urlencoded'],
      ],
      body,
    })
})

test('curl for cmd.exe as people write it: quotes with backslashes, carets at the ends of lines', () => {
  const text =
    'curl.exe -X POST "https://h.example/s?x=a^b&c=\\\\d" ^\r\n  -d "{\\"a\\": \\"C:\\\\\\\\x\\"}" & echo done'
  expect(one(text)).toMatchObject({
    method: 'POST',
    url: 'https://h.example/s?x=a^b&c=\\\\d',
    body: '{"a": "C:\\\\\\\\x"}',
  })
})

/** As a browser writes a text for cmd.exe. */
function forCmd(text: string): string {
  const escaped = text
    .replace(/[\\"]/g, '\\$&')
    .replace(/[^\w\s:=+~'/.',?;()*`-]/g, '^$&')
    .replace(/%(?=\w)/g, '%^')
    .replace(/\r?\n/g, '^\n\n')
  return `^"${escaped}^"`
}

test('whatever a browser wrote for cmd.exe reads back', () => {
  const text = fc.string({ unit: fc.constantFrom(...'"\\^%&|<> ab1{}[]!\n\'$`;') })
  fc.assert(
    fc.property(text, (given) => {
      const copied = `curl ^"https://h.example/^" ^\n  --data-raw ${forCmd(given)}`
      expect(one(copied)?.body).toBe(given)
    }),
  )
})

describe('PowerShell', () => {
  test('what Chrome copies: session, cookies, headers of HTTP/2, an encoded body', () => {
    const text = [
      '$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession',
      '$session.UserAgent = "Mozilla/5.0 (X11; Linux x86_64)"',
      '$session.Cookies.Add((New-Object System.Net.Cookie("sid", "a`$b", "/", ".h.example")))',
      '$session.Cookies.Add((New-Object System.Net.Cookie("theme", "dark", "/", ".h.example")))',
      `Invoke-WebRequest -UseBasicParsing -Uri "${url}" \``,
      '-Method "POST" `',
      '-WebSession $session `',
      '-Headers @{',
      '"authority"="h.example"',
      '  "method"="POST"',
      '  "accept"="text/event-stream"',
      '  "sec-ch-ua"="`"Chromium`";v=`"148`""',
      '} `',
      '-ContentType "application/json" `',
      '-Body ([System.Text.Encoding]::UTF8.GetBytes("{`"q`":`"caf$([char]233) `$5`"}"))',
    ].join('\r\n')
    expect(one(text)).toEqual({
      method: 'POST',
      url,
      headers: [
        ['accept', 'text/event-stream'],
        ['sec-ch-ua', '"Chromium";v="148"'],
        ['User-Agent', 'Mozilla/5.0 (X11; Linux x86_64)'],
        ['Cookie', 'sid=a$b; theme=dark'],
        ['Content-Type', 'application/json'],
      ],
      body: '{"q":"café $5"}',
      notes: [],
    })
  })

  test('what people write: variables, here-strings, tables made JSON', () => {
    const text = `
# asks
$uri = 'https://h.example/s'
$headers = New-Object "System.Collections.Generic.Dictionary[[String],[String]]"
$headers.Add("X-Tenant", "north")
$headers["X-Key"] = "it''s"
$headers.Authorization = "Bearer $env:MY_TOKEN"
$body = @{ model = "m"; stream = $true; n = 2; messages = @(@{ role = 'user'; content = "a""b" }) } | ConvertTo-Json -Depth 5
$response = Invoke-RestMethod $uri -Method Post -Headers $headers -Body $body -ContentType application/json -TimeoutSec 5 -Foo bar | Out-Null
$text = @"
{"x": 1}
"@
irm -Uri $uri -Method PUT -Body $text; iwr https://h.example/t`
    const [first, second, third] = read(text)
    expect(first).toMatchObject({
      method: 'POST',
      url: 'https://h.example/s',
      headers: [
        ['X-Tenant', 'north'],
        ['X-Key', "it''s"],
        ['Content-Type', 'application/json'],
      ],
      notes: [
        'Authorization is left out: it uses an expression; add it as a header.',
        'Not taken over: -foo.',
      ],
    })
    expect(JSON.parse(first?.body ?? '')).toEqual({
      model: 'm',
      stream: true,
      n: 2,
      messages: [{ role: 'user', content: 'a"b' }],
    })
    expect([second?.method, second?.body, third?.url]).toEqual(['PUT', '{"x": 1}', 'https://h.example/t'])
  })

  test('curl.exe with PowerShell’s quotes', () => {
    const text = `curl.exe -N -X POST 'https://h.example/s' \`\r\n  -H "accept: */*" \`\r\n  -d '{\\"a\\": 1}'`
    expect(one(text)).toMatchObject({
      method: 'POST',
      headers: [
        ['accept', '*/*'],
        ['Content-Type', expect.anything()],
      ],
      body: '{"a": 1}',
    })
  })
})

test.each([
  'https://h.example/?fetch=(1)',
  'run-1, run-2',
  'curlew-7',
  'GET',
  'wget https://h.example',
  '[1, 2]',
  '',
])('%j is no request', (text) => {
  expect(requestForm(text)).toBeNull()
})

test('any text is read or refused with a sentence, in time that grows with its length', () => {
  const bits = [
    'curl ',
    "'",
    '"',
    '$(',
    '`',
    '@{',
    '@"\n',
    '\\',
    '^',
    '\n',
    'iwr ',
    'fetch(',
    '{',
    ')',
    'x=',
    ' -H ',
    '<<E\n',
    ';',
  ]
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...bits), fc.string()), { maxLength: 30 }), (pieces) => {
      const text = pieces.join('')
      for (const form of ['command', 'script', 'http', 'har'] as const) {
        try {
          readPasted(text, form, new Map())
        } catch (thrown) {
          expect(thrown).toMatchObject({ code: 'bad-input' })
        }
      }
    }),
    { numRuns: 500 },
  )
})

test.each(['(', '[a]', '@{', '$(', '{', 'fetch(', '"$x', '[[', 'curl ', '`\n'])(
  'a text of a hundred thousand “%s” is refused like any other',
  (piece) => {
    for (const form of ['command', 'script', 'http', 'har'] as const) {
      try {
        readPasted(`iwr ${piece.repeat(100_000)}`, form, new Map())
      } catch (thrown) {
        expect(thrown).toMatchObject({ code: 'bad-input' })
      }
    }
  },
)
