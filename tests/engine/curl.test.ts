// The curl command of a run, read back by a real shell: what curl would be given is what Runlight would send, and no secret
// is in it.

import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import type { Server } from '../../src/core/contract/server.ts'
import { type CurlSource, curlCommand } from '../../src/engine/runs/curl.ts'
import { extractSecrets } from '../../src/engine/runs/run-secrets.ts'
import { kindOf } from '../kinds/all-kinds.ts'
import { needsUnix } from '../support/needs.ts'

const source = (kind: string, params: CurlSource['params'], more: Partial<CurlSource> = {}): CurlSource => ({
  kind: kindOf(kind),
  params,
  baseUrl: 'http://localhost:8000',
  server: null,
  ownHeaders: [],
  resumeFrom: null,
  ...more,
})

const profile: Server = {
  id: 1,
  name: 'staging',
  baseUrl: 'https://staging.example.com/api',
  auth: 'bearer',
  headerNames: [],
  hasSecret: true,
  needsSecret: false,
  caPem: null,
  proxyUrl: null,
  createdAt: 1,
}

/** The words that a POSIX shell gives to curl. */
function words(command: string, variables: Record<string, string> = {}): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`
  return execFileSync('/bin/sh', ['-c', script], { env: { PATH: '/usr/bin:/bin', ...variables } })
    .toString()
    .split('\0')
    .slice(0, -1)
}

describe.runIf(needsUnix('The curl command', 'POSIX shell'))('the curl command', () => {
  test('asks for what the run asks for', () => {
    const { command, secrets } = curlCommand(source('flashcards', { run_id: '42' }))
    expect(command.startsWith('curl -N ')).toBe(true)
    expect([words(command), secrets]).toEqual([
      ['-N', 'http://localhost:8000/v1/flashcards/runs/42/events', '-H', 'accept: text/event-stream'],
      0,
    ])
  })

  test('reads back as it was meant, whatever a parameter holds', () => {
    const prompt = `it's "quoted" $HOME \`ls\` \\ ! [a-z]{1,2} 漢 \n; rm -rf /`
    const { command } = curlCommand(source('chat', { prompt, path: '/chat' }))
    const url = words(command).find((word) => word.startsWith('http')) ?? ''
    expect(new URL(url).searchParams.get('prompt')?.replaceAll('\r\n', '\n')).toBe(prompt)
    expect(command).toContain('# Running this starts a new job.')
  })

  test('posts the form with its type', () => {
    const { command } = curlCommand(source('learning-paths', { topic: "O'Reilly & sons" }))
    const given = words(command)
    expect(given.slice(given.indexOf('--data-raw'))).toEqual([
      '--data-raw',
      expect.stringContaining('topic='),
    ])
    expect(given).toContain('content-type: application/x-www-form-urlencoded')
    expect(new URLSearchParams(given.at(-1)).get('topic')).toBe("O'Reilly & sons")
  })

  test('sends a body of several lines as it is, and no type that Runlight would not send', () => {
    const body = '{\n  "a": "it\'s"\n}'
    const { command } = curlCommand(
      source('plain', { url: 'http://localhost/stream?filter[a]={x}', method: 'POST', body }),
    )
    const given = words(command)
    expect(given[0]).toBe('-Ng')
    expect(given.at(-1)).toBe(body)
  })

  test('has a variable for every secret and never the secret', () => {
    const { shown } = extractSecrets(
      kindOf('plain'),
      { url: 'http://localhost/s?api_key=hunter22&q=1', headers: 'X-Api-Key: opensesame\nX-Plain: yes' },
      null,
    )
    const { command, secrets } = curlCommand(source('plain', shown, { ownHeaders: [['X-Own-Token', '•••']] }))
    expect(command).not.toMatch(/hunter22|opensesame|•/)
    expect(secrets).toBe(4)
    expect(command).toContain('Set TOKEN, TOKEN_2, TOKEN_3, TOKEN_4 before running this.')
    const given = words(command, { TOKEN: 'a b', TOKEN_2: "c'd", TOKEN_3: 'e', TOKEN_4: '$f' })
    expect(given).toEqual([
      '-N',
      'http://localhost/s?api_key=a b&q=1',
      '-H',
      "x-api-key: c'd",
      '-H',
      'x-plain: e',
      '-H',
      'x-own-token: $f',
      '-H',
      'accept: text/event-stream',
    ])
  })

  test('carries the server profile: its address, its kind of credential, its proxy', () => {
    const proxied = { ...profile, proxyUrl: 'http://user:pass@proxy:3128', caPem: 'PEM' }
    const { command } = curlCommand(
      source('flashcards', { run_id: '7' }, { server: proxied, resumeFrom: '418' }),
    )
    expect(command).not.toContain('pass@')
    expect(words(command, { TOKEN: 't' })).toEqual([
      '-N',
      'https://staging.example.com/api/v1/flashcards/runs/7/events',
      '-H',
      'authorization: Bearer t',
      '-H',
      'accept: text/event-stream',
      '-H',
      'last-event-id: 418',
      '--proxy',
      'http://proxy:3128/',
      '--cacert',
      'ca.pem',
    ])
    const named: Server = { ...profile, auth: 'headers', headerNames: ['X-A', 'X-B'] }
    expect(curlCommand(source('flashcards', { run_id: '7' }, { server: named })).secrets).toBe(2)
  })

  test('says where headers of the run are not known any more', () => {
    const { command } = curlCommand(source('flashcards', { run_id: '7' }, { ownHeaders: null }))
    expect(command.split('\n')[0]).toBe('# Further headers of this run are not known any more: add them.')
    expect(words(command)).toContain('accept: text/event-stream')
  })
})
