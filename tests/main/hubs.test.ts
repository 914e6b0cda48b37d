// The windows of hubs, without windows: where their pages may go, what they are called, and why a hub was not reached.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { askHub } from '../../src/main/hubs/ask-hub.ts'
import { answerAway, awayUrl, isAway } from '../../src/main/hubs/away-page.ts'
import { hubTitle } from '../../src/main/hubs/hub-title.ts'
import { createHubWay } from '../../src/main/hubs/hub-way.ts'
import { loadProblem, networkErrorIn } from '../../src/main/hubs/load-problem.ts'

const hub = 'https://hub.example.com'
const service = 'https://login.example.net/authorize?client_id=runlight'

function wayOf(origin = hub) {
  const stopped: string[] = []
  const way = createHubWay(origin, (url) => stopped.push(url))
  const main = (url: string) => ({ url, isMainFrame: true })
  return {
    stopped,
    isOut: way.isOut,
    arrive: way.arrived,
    go: (url: string) => way.mayGo(main(url)),
    led: (url: string) => way.mayBeLed(main(url)),
    frame: (url: string) => way.mayGo({ url, isMainFrame: false }),
  }
}

const elsewhere = [
  'https://hub.example.com.evil.example/',
  'https://hub.example.com:8443/',
  'http://hub.example.com/',
  'https://me@evil.example/',
  'app://runlight/',
  'app://hub-away/',
  'file:///etc/passwd',
  'data:text/html,x',
  'javascript:alert(1)',
  'about:blank',
  'runlight://run/7',
  'smb://share/x.desktop',
  '',
]

test('a hub’s page goes nowhere but to its own origin, and no frame of it either', () => {
  const { arrive, go, led, frame, stopped } = wayOf()
  arrive(`${hub}/`)
  expect([...elsewhere, service].filter((url) => go(url) || frame(url))).toEqual([])
  expect(
    [`${hub}/`, `${hub}/sign-in?to=%2F`].filter((url) => go(url) && led(url) && frame(url)),
  ).toHaveLength(2)
  expect(stopped).toEqual([])
})

test('a server that leads elsewhere is stopped, and it is told to where', () => {
  const { arrive, go, led, stopped, isOut } = wayOf()
  expect(led(service)).toBe(false)
  arrive(`${hub}/`)
  expect([go(`${hub}/sign-in/other`), led(service)]).toEqual([true, false])
  expect([stopped, isOut()]).toEqual([[service, service], false])
})

test('the way to sign in is by the hub’s own door, over whatever the service is, and ends at the hub', () => {
  const { arrive, go, led, frame, isOut } = wayOf()
  arrive(`${hub}/sign-in`)
  expect([go(`${hub}/sign-in/service?to=%2F`), led(service)]).toEqual([true, true])
  arrive(service)
  const onTheWay = ['https://idp.example.org/login', 'https://captcha.example/frame']
  expect([isOut(), ...onTheWay.map(go), frame(onTheWay[1] ?? '')]).toEqual([true, true, true, true])
  expect(elsewhere.filter((url) => !url.startsWith('https:') && (go(url) || led(url) || frame(url)))).toEqual(
    [],
  )
  expect(led(`${hub}/sign-in/back?code=1`)).toBe(true)
  arrive(`${hub}/`)
  expect([isOut(), go(service), led(service)]).toEqual([false, false, false])
})

test('the page of signing out leads to the service’s own, and no other page does', () => {
  const { arrive, go, isOut } = wayOf()
  arrive(`${hub}/sign-out`)
  expect(go(service)).toBe(true)
  arrive(awayUrl)
  expect([isOut(), go(service)]).toEqual([false, false])
})

test('a service in the clear is for a hub of this computer alone, and on this computer', () => {
  const here = wayOf('http://127.0.0.1:8484')
  here.arrive('http://127.0.0.1:8484/sign-in')
  expect(here.go('http://127.0.0.1:8484/sign-in/service')).toBe(true)
  expect([here.led('http://login.example.net/'), here.led('http://127.0.0.1:9000/authorize')]).toEqual([
    false,
    true,
  ])
  here.arrive('http://127.0.0.1:9000/authorize')
  const others = ['runlight://localhost/run/7', 'ftp://127.0.0.1/', 'app://localhost/']
  expect([here.isOut(), ...others.map((url) => here.go(url) || here.led(url))]).toEqual([
    true,
    ...others.map(() => false),
  ])
})

test('the title names the hub, and whose page it is that is not the hub’s', () => {
  expect([
    hubTitle('Team', `${hub}/`, '(2) All runs · Runlight', false),
    hubTitle('Team', `${hub}/`, '', false),
    hubTitle('Team', service, 'Team · Runlight', true),
    hubTitle('Team', `${hub}/`, `a\n${'b'.repeat(500)}`, false).length < 150,
  ]).toEqual(['(2) All runs · Team', 'Team · Runlight', 'At login.example.net · Team', true])
  const forged = ['At login.example.net', '\u200b at login.example.net', '\u202eAt login.example.net']
  expect(forged.map((title) => hubTitle('Team', `${hub}/`, title, false))).toEqual([
    '“At login.example.net” · Team',
    '“at login.example.net” · Team',
    '“At login.example.net” · Team',
  ])
})

test('why a hub was not reached is a sentence, whatever the network calls it', () => {
  const names = [
    'ERR_CERT_AUTHORITY_INVALID',
    'ERR_CERT_COMMON_NAME_INVALID',
    'ERR_CERT_DATE_INVALID',
    'ERR_CERT_REVOKED',
    'ERR_CERT_WEAK_KEY',
    'ERR_SSL_PROTOCOL_ERROR',
    'ERR_SSL_VERSION_OR_CIPHER_MISMATCH',
    'ERR_NAME_NOT_RESOLVED',
    'ERR_CONNECTION_REFUSED',
    'ERR_INTERNET_DISCONNECTED',
    'ERR_PROXY_CONNECTION_FAILED',
    'ERR_CONNECTION_TIMED_OUT',
    'ERR_EMPTY_RESPONSE',
    'constructor',
    '',
  ]
  const said = names.map((name) => loadProblem(name, 'hub.example.com'))
  expect(
    said.filter((sentence) => !/^[A-Z\d][^\n]{20,}\.$|^hub\.example\.com [^\n]{20,}\.$/.test(sentence)),
  ).toEqual([])
  expect(new Set(said.slice(0, 12)).size).toBe(12)
  expect(networkErrorIn('Error: net::ERR_CERT_DATE_INVALID at https://x')).toBe('ERR_CERT_DATE_INVALID')
})

test('the page about a hub that is away holds its words as text, and nothing that runs', async () => {
  const away = { name: '<b>Team</b>', origin: hub, sentence: '"<script>alert(1)</script>"' }
  const answer = answerAway(away, awayUrl)
  const page = await answer.text()
  expect([
    isAway(awayUrl),
    isAway('app://hub-away/x'),
    answer.headers.get('content-security-policy'),
  ]).toEqual([true, false, expect.stringMatching(/^default-src 'none'; style-src 'self'/)])
  expect(page).not.toMatch(/<script|<b>/)
  expect(page).toContain(`<a id="again" class="button" href="${hub}/">Try again</a>`)
  expect([answerAway(null, awayUrl).status, answerAway(away, 'app://hub-away/other').status]).toEqual([
    404, 404,
  ])
  const opening = await answerAway({ ...away, sentence: null }, awayUrl).text()
  expect(opening).not.toMatch(/<script|<b>|<a /)
  expect(opening).toContain('is being opened…</h1>')
})

async function served(answer: (path: string) => { status?: number; body: string }): Promise<string> {
  const server = createServer((request, response) => {
    const { status = 200, body } = answer(request.url ?? '')
    response.writeHead(status, status === 302 ? { location: body } : {}).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('a hub is known by what it says of itself; whatever else answers is none', async () => {
  const about = { program: 'runlight', version: '0.1.0', serves: 'team' }
  const sound = await served((path) => ({ body: path === '/healthz' ? JSON.stringify(about) : 'no' }))
  expect(await askHub(fetch, sound)).toEqual(about)
  const others = [
    await served(() => ({ body: 'ok\n' })),
    await served(() => ({ status: 404, body: JSON.stringify(about) })),
    await served(() => ({ body: `${JSON.stringify(about)}${' '.repeat(100_000)}` })),
  ]
  for (const other of others)
    await expect(askHub(fetch, other)).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('is no hub of Runlight'),
    })
  const led = await served(() => ({ status: 302, body: `${sound}/healthz` }))
  await expect(askHub(fetch, led)).rejects.toMatchObject({ code: 'unreachable' })
})
