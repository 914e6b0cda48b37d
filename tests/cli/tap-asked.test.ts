// What `tap` is asked for: servers by their name, and everything that cannot be had, with what to do.

import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeCertificates } from '../support/certificates.ts'
import { freshDir, removeDir, startEngine } from '../support/engine.ts'
import { startSseServer } from '../support/sse-server.ts'
import { runCli, startCli } from './support/run-cli.ts'
import { runHere } from './support/run-here.ts'

const certificates = makeCertificates()
let dataDir: string

beforeEach(() => {
  dataDir = freshDir()
})
afterEach(() => removeDir(dataDir))

const said = async (...words: string[]) => {
  const { code, out, err } = await runHere(['tap', ...words], { dataDir })
  expect([code, out]).toEqual([2, ''])
  return err
}

async function saveServer(baseUrl: string, caPem: string | null): Promise<void> {
  const engine = await startEngine({ dataDir })
  await engine.call('servers.save', {
    id: null,
    name: 'Staging',
    baseUrl,
    auth: 'bearer',
    secret: 'token-of-runlight',
    caPem,
    proxyUrl: null,
  })
  await engine.close()
}

test.runIf(certificates !== null)(
  'a server profile gives its address and certificate authority, and no credentials',
  async () => {
    const { key = '', cert = '' } = certificates?.sound ?? {}
    const seen: (string | undefined)[] = []
    const server = createServer({ key, cert }, (request, response) => {
      seen.push(request.headers.authorization)
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.end('data: over TLS\n\n')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await saveServer(`https://127.0.0.1:${port}`, cert)
    const words = ['tap', '--server', 'staging', '--listen', '127.0.0.1:0', '--json']
    const running = await startCli(words, { dataDir })
    const { url, to } = JSON.parse(await running.line(() => true))
    expect(to).toBe(`https://127.0.0.1:${port}`)
    const ask = async (headers: Record<string, string>) => (await fetch(`${url}/s`, { headers })).text()
    expect(await ask({})).toBe('data: over TLS\n\n')
    expect(await ask({ authorization: 'Bearer of-the-client' })).toBe('data: over TLS\n\n')
    expect(seen).toEqual([undefined, 'Bearer of-the-client'])
    expect(JSON.parse(await running.line((line) => line.includes('"begin"')))).toMatchObject({
      server: 'Staging',
    })
    running.child.kill('SIGKILL')
    await running.ended
    server.close()
    server.closeAllConnections()
  },
)

test('what is not there is said with what is', async () => {
  const to = ['--to', 'http://127.0.0.1:9']
  expect(await said()).toBe(
    'runlight: Say what is to be tapped: --to URL, or --server NAME for a server that is set up.\n',
  )
  expect(await said('--server', 'staging')).toBe(
    'runlight: No server is set up here yet: give --to URL instead.\n',
  )
  await saveServer('https://staging.example.com', null)
  expect(await said('--server', 'production')).toBe(
    'runlight: There is no server “production”. Known: Staging.\n',
  )
  expect(await said(...to, '--kind', 'novels')).toMatch(
    /^runlight: There is no kind “novels”: choose one of .*flashcards.*\.\n$/,
  )
  expect(await said(...to, '--read-as', 'tea-leaves')).toMatch(
    /^runlight: There is no reader “tea-leaves”\. Known: auto, none, .*openai-chat.*\.\n$/,
  )
})

test.each([
  [['--to', 'example.com'], '--to: This is not a URL'],
  [['--to', 'https://me:secret-word@example.com'], 'Take the user name and password out of the URL'],
  [
    ['--to', 'https://example.com/v1?key=a'],
    '--to: Give the server’s base URL, without what follows a ? or #.',
  ],
  [['--to', 'http://127.0.0.1:9', '--listen', '4319'], 'Give an address of this computer and a port'],
  [['--to', 'http://127.0.0.1:9', '--env', 'BASE_URL'], '--env goes with a program to start'],
  [['--to', 'http://127.0.0.1:9', '--', 'ls'], 'Say by which variable ls is told its server’s address'],
  [['--to', 'http://127.0.0.1:9', '--env', 'A=B', '--', 'ls'], '“A=B” cannot be the name of a variable'],
])('%j is refused', async (words, sentence) => {
  const err = await said(...words)
  expect(err).toContain(sentence)
  expect(err).not.toContain('secret-word')
})

test('an address that is in use is said with what to do, and leaves the log free', async () => {
  const server = await startSseServer([])
  const { host, port } = new URL(server.url)
  expect(await said('--to', server.url, '--listen', host)).toBe(
    `runlight: Port ${port} of 127.0.0.1 is in use: choose another one for the tap, or 0 for any that is free.\n`,
  )
  const engine = await startEngine({ dataDir })
  await engine.close()
  await server.close()
})

test('a log that another Runlight has open is refused, with who has it and where the switch is', async () => {
  const engine = await startEngine({ dataDir })
  const { code, err } = await runCli(['tap', '--to', 'http://127.0.0.1:9'], { dataDir })
  await engine.close()
  expect([code, err]).toEqual([
    2,
    expect.stringMatching(
      /^runlight: Runlight \(\w+, process \d+\) is already using .*the switch “Tap” of a server/,
    ),
  ])
})
