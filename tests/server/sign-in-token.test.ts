// Signing in at a team's host by tokens: until when they are good, what guessing costs, and where it leads on to.

import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { closeCodes, socketPath } from '../../src/server/wire/wire.ts'
import { startTeamStage, type TeamStage } from './support/team-stage.ts'
import { certificatesFor, teamSteps } from './support/team-steps.ts'

const certificates = certificatesFor('Signing in by tokens')

let stage: TeamStage
const { at, audit, makeToken, enterByToken, call } = teamSteps(() => stage)

describe.skipIf(certificates === null)('signing in by tokens', () => {
  beforeAll(async () => {
    if (certificates !== null) stage = await startTeamStage(certificates)
  })
  afterAll(() => stage?.close())
  beforeEach(async () => {
    stage.pass(60_000)
    await stage.log.empty()
  })

  test('it goes on to its own pages and to no other place, however that is spelt', async () => {
    const { secret } = await makeToken()
    const hostile = [
      '//evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      'https://evil.example',
      '/%09/evil.example/../..//evil',
      'javascript:alert(1)',
      '/\t/evil.example',
      '/\r\nSet-Cookie:a=b',
      '/sign-out',
      '/api/export/1',
      '/.//evil.example',
      '/é',
    ]
    for (const to of hostile) {
      const visitor = stage.visitor()
      const came = await visitor.send(at('/sign-in/token'), { token: secret, to })
      expect([to, came.status]).toEqual([to, 303])
      const led = new URL(came.location, stage.url)
      expect([to, led.origin]).toEqual([to, stage.url])
      expect(came.setCookies).toHaveLength(2)
    }
    const visitor = stage.visitor()
    expect((await visitor.send(at('/sign-in/token'), { token: secret, to: '/?run=7&x=%2F' })).location).toBe(
      '/?run=7&x=%2F',
    )
  })

  test('whoever asks is told that this is a Runlight and of which version, and nothing of its team', async () => {
    const { status, body } = await stage.visitor().ask(at('/healthz'))
    expect([status, JSON.parse(body)]).toEqual([
      200,
      { program: 'runlight', version: '1.2.3', serves: 'team' },
    ])
  })

  test('a token comes in by the form and with a call, until it expires or is revoked', async () => {
    const { token, secret } = await makeToken()
    const [page, script] = [stage.visitor(), stage.visitor()]
    expect((await enterByToken(page, ` ${secret}\n`)).status).toBe(303)
    expect((await page.ask(at('/'))).status).toBe(200)
    const me = JSON.parse((await call(script, { authorization: `Bearer ${secret}` })).body)
    expect(me).toEqual({
      ok: true,
      value: { key: `token:${token.id}`, name: 'token a script', given: [{ space: null, role: 'operator' }] },
    })

    const expired = await makeToken(Date.now() - 1_000)
    const revoked = await makeToken()
    await stage.log.access.tokens.revoke(revoked.token.id, 'the test')
    const bad = [expired.secret, revoked.secret, `${secret}x`, secret.slice(0, -1), 'rl_']
    for (const one of bad) expect((await call(script, { authorization: `Bearer ${one}` })).status).toBe(401)
    for (const one of [...bad.slice(0, 3), ''])
      expect((await enterByToken(stage.visitor(), one)).status).toBe(403)
  })

  test('a program follows what happens by its token, until that is revoked; by another one it does not', async () => {
    const { token, secret } = await makeToken()
    const socketBy = (given: string) => {
      const socket = new WebSocket(`${stage.url.replace('https', 'wss')}${socketPath}`, {
        origin: stage.url,
        ca: certificates?.sound.cert,
        headers: { authorization: `Bearer ${given}` },
      })
      // As a program does that cannot know which host it asks.
      socket.once('open', () => socket.send(JSON.stringify({ token: given })))
      const first = once(socket, 'message').then(([data]) => Object.keys(JSON.parse(String(data))))
      return { socket, first, closed: once(socket, 'close').then(([code]) => code) }
    }
    const { socket, first, closed } = socketBy(secret)
    expect(await first).toEqual(['token'])
    socket.send(JSON.stringify({ id: 1, name: 'team.me', input: {} }))
    expect(JSON.parse(String((await once(socket, 'message'))[0]))).toMatchObject({
      id: 1,
      answer: { ok: true, value: { name: 'token a script' } },
    })
    expect(await socketBy(`${secret}x`).closed).toBe(closeCodes.wrongToken)
    await stage.log.access.tokens.revoke(token.id, 'the test')
    stage.pass(10_000)
    expect(await closed).toBe(closeCodes.wrongToken)
  })

  test('whoever tries to come in often waits a little, and no try is looked at until then', async () => {
    const { secret } = await makeToken()
    onTestFinished(stage.hold())
    const tries = []
    for (let i = 0; i < 22; i++) tries.push((await enterByToken(stage.visitor(), secret)).status)
    expect(tries.toSorted()).toEqual([...Array.from({ length: 20 }, () => 303), 429, 429])
    // The way back from the service is not counted, and is not held up.
    expect((await stage.visitor().ask(at('/sign-in/back'))).status).toBe(403)
    expect((await enterByToken(stage.visitor(), secret)).status).toBe(429)
    stage.pass(10_000)
    expect((await enterByToken(stage.visitor(), secret)).status).toBe(303)
  })

  test('wrong tokens with calls hold up nobody at the form', async () => {
    const { secret } = await makeToken()
    for (let i = 0; i < 22; i++) await call(stage.visitor(), { authorization: 'Bearer rl_' })
    expect((await enterByToken(stage.visitor(), secret)).status).toBe(303)
  })

  test('after ten wrong tokens guesses wait until an admin ends that, and the right one comes in all the while', async () => {
    const { secret } = await makeToken()
    // By another network of a proxy's each time would need ten networks: here the token itself is what is guessed.
    const guess = `${secret.slice(0, -4)}AAAA`
    const answers = []
    for (let i = 0; i < 10; i++) answers.push((await enterByToken(stage.visitor(), guess)).status)
    expect(answers).toEqual([...Array.from({ length: 9 }, () => 403), 429])
    const locked = await enterByToken(stage.visitor(), guess)
    expect([
      locked.status,
      locked.body.includes('Too many wrong tokens'),
      Number(locked.headers.get('retry-after')) > 800,
    ]).toEqual([429, true, true])
    expect((await call(stage.visitor(), { authorization: `Bearer ${secret}` })).status).toBe(200)
    expect((await enterByToken(stage.visitor(), secret)).status).toBe(303)
    const keys = (await audit()).filter(({ what }) => what === 'lock-out').map(({ detail }) => detail.key)
    expect(keys.toSorted()).toEqual(['address 127.0.0.1', `token ${secret.slice(0, 15)}`])
    for (const key of keys) await stage.log.access.lockOuts.lift(String(key), 'the test')
    expect((await enterByToken(stage.visitor(), guess)).status).toBe(403)
  })

  test('a form that another site sends signs nobody in or out', async () => {
    const { secret } = await makeToken()
    for (const headers of [
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example', 'sec-fetch-site': 'none' },
      { origin: stage.url.replace('https:', 'http:') },
      { origin: stage.url, 'content-type': 'text/plain' },
      { origin: stage.url, 'content-type': 'application/json' },
    ]) {
      const { status, setCookies } = await enterByToken(stage.visitor(), secret, headers)
      expect([headers, status >= 400 && status < 500, setCookies]).toEqual([headers, true, []])
    }
    const page = stage.visitor()
    await enterByToken(page, secret)
    expect((await page.send(at('/sign-out'), { proof: 'A'.repeat(43) })).status).toBe(403)
    expect((await page.ask(at('/'))).status).toBe(200)
  })
})
