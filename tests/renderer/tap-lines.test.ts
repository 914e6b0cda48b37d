// What a person copies to send requests through a tap, and the name that a tap is proposed. Vite itself reads its snippet.

import { createServer as createHttpServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { createServer, type UserConfig } from 'vite'
import { expect, test } from 'vitest'
import { addressHere } from '../../src/core/basics/listen-address.ts'
import { tapNameForm } from '../../src/core/contract/calls/tap-settings.ts'
import { readyLines } from '../../src/renderer/taps/ready-lines.ts'
import { proposeTapName } from '../../src/renderer/taps/tap-name.ts'

const env = (url: string, to: string) => readyLines(url, to).env.map(({ name, value }) => `${name}=${value}`)

test('a version at the end of the server’s base URL is not asked for twice, and one that lacks is added where a library wants it', () => {
  const url = 'http://127.0.0.1:4319/models'
  const versioned = [`OPENAI_BASE_URL=${url}`, `BASE_URL=${url}`]
  expect({
    plain: env(url, 'https://api.example.com'),
    v1: env(url, 'https://api.example.com/v1'),
    slash: env(url, 'https://api.example.com/v1/'),
    beta: env(url, 'https://api.example.com/compatible/v1beta'),
    within: env(url, 'https://api.example.com/v1/tenant'),
  }).toEqual({
    plain: [`BASE_URL=${url}`, `OPENAI_BASE_URL=${url}/v1`, `ANTHROPIC_BASE_URL=${url}`],
    v1: versioned,
    slash: versioned,
    beta: versioned,
    within: [`BASE_URL=${url}`, `OPENAI_BASE_URL=${url}/v1`, `ANTHROPIC_BASE_URL=${url}`],
  })
})

test('the variable that the server’s address suggests comes first', () => {
  const first = (to: string) => env('http://127.0.0.1:4319/x', to)[0]
  expect(
    ['https://api.openai.com', 'https://api.anthropic.com', 'https://lab.example.com'].map(first),
  ).toEqual([
    'OPENAI_BASE_URL=http://127.0.0.1:4319/x/v1',
    'ANTHROPIC_BASE_URL=http://127.0.0.1:4319/x',
    'BASE_URL=http://127.0.0.1:4319/x',
  ])
})

test('an address that is none to ask is replaced by this computer’s own, in every line', () => {
  expect(['http://0.0.0.0:4319/a', 'http://[::]:4319/a', 'http://10.0.0.0:4319/a'].map(addressHere)).toEqual([
    'http://127.0.0.1:4319/a',
    'http://[::1]:4319/a',
    'http://10.0.0.0:4319/a',
  ])
  const { env: lines, ...rest } = readyLines('http://[::]:4319/a', 'https://api.example.com')
  for (const text of [...lines.map(({ value }) => value), ...Object.values(rest)])
    expect(text).toContain('http://[::1]:4319')
})

test('a shell takes the address of the curl line as it is', () => {
  const curl = (url: string) => readyLines(url, 'https://api.example.com').curl
  expect([curl('http://127.0.0.1:4319/a'), curl('http://[::1]:4319/a~b')]).toEqual([
    'curl -N http://127.0.0.1:4319/a/',
    "curl -N 'http://[::1]:4319/a~b/'",
  ])
})

test('nginx holds nothing back, sends the tap its own address, and leads cookies back to its path', () => {
  expect(readyLines('http://127.0.0.1:4319/my.models', 'https://api.example.com').nginx).toBe(
    `location /api/ {
    proxy_pass http://127.0.0.1:4319/my.models/;
    proxy_http_version 1.1;
    proxy_set_header Host $proxy_host;
    proxy_set_header Connection "";
    proxy_buffering off;
    proxy_request_buffering off;
    proxy_read_timeout 1h;
    proxy_cookie_path ~^/my\\.models(.*)$ /api$1;
}`,
  )
})

test('Vite’s own development server sends what it is asked to the tap, under the tap’s address, and leads cookies back', async () => {
  const asked: Pick<IncomingMessage, 'url' | 'headers'>[] = []
  const gate = createHttpServer((request, response) => {
    asked.push(request)
    response.setHeader('Set-Cookie', 'sid=1; Path=/my.models/; HttpOnly')
    response.end('here')
  })
  await new Promise<void>((then) => gate.listen(0, '127.0.0.1', then))
  const at = `127.0.0.1:${(gate.address() as AddressInfo).port}`
  const { vite } = readyLines(`http://${at}/my.models`, 'https://api.example.com')
  const source = `data:text/javascript,${encodeURIComponent(`export default { ${vite} }`)}`
  const { default: config } = (await import(/* @vite-ignore */ source)) as { default: UserConfig }
  const server = await createServer({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'silent',
    optimizeDeps: { noDiscovery: true },
    server: { ...config.server, host: '127.0.0.1', port: 0, hmr: false, watch: null },
  })
  try {
    await server.listen()
    const [origin = ''] = server.resolvedUrls?.local ?? []
    const answer = await fetch(`${origin}api/v1/x%20y?q=a%2Fb`)
    const cookie = answer.headers.get('set-cookie')
    expect([await answer.text(), asked[0]?.url, asked[0]?.headers.host, cookie]).toEqual([
      'here',
      '/my.models/v1/x%20y?q=a%2Fb',
      at,
      'sid=1; Path=/api/; HttpOnly',
    ])
  } finally {
    await server.close()
    gate.closeAllConnections()
    await new Promise((then) => gate.close(then))
  }
})

test('a name is proposed from the server’s own, without what a URL cannot carry', () => {
  const names = ['staging', 'My Models (new)', 'Süd Küche', '  --x_y~z.--', '本番', '', 'A'.repeat(80)]
  expect(names.map((name) => proposeTapName(name, []))).toEqual([
    'staging',
    'my-models-new',
    'sud-kuche',
    'x_y~z',
    'server',
    'server',
    'a'.repeat(60),
  ])
  expect(proposeTapName('Staging', ['staging', 'staging-2'])).toBe('staging-3')
  expect(proposeTapName('a'.repeat(70), ['a'.repeat(60)])).toBe(`${'a'.repeat(58)}-2`)
})

const signs = fc.constantFrom(
  'ü',
  'u\u0308',
  '本',
  '💧',
  'ﬁ',
  '\ud800',
  '\0',
  '/',
  '%2F',
  '-',
  '.',
  ' ',
  'A',
  '9',
)
const anyName = fc.oneof(
  fc.string({ maxLength: 120 }),
  fc.array(signs, { maxLength: 90 }).map((parts) => parts.join('')),
)

test('whatever a server is called, the name can be had', () => {
  fc.assert(
    fc.property(anyName, fc.nat(2), (server, before) => {
      const taken: string[] = []
      for (let count = 0; count < before; count++) taken.push(proposeTapName(server, taken))
      const name = proposeTapName(server, taken)
      expect(name).toMatch(tapNameForm)
      expect(taken).not.toContain(name)
    }),
  )
})
