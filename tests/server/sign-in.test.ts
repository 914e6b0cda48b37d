// Signing in at a team's host, through a real OpenID provider: what works, and what somebody tries who should not come in.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTeamStage, type TeamStage } from './support/team-stage.ts'
import { certificatesFor, session, teamSteps } from './support/team-steps.ts'
import { passService, type TestVisitor } from './support/visitor.ts'

const certificates = certificatesFor('Signing in at a team’s host')

let stage: TeamStage
const { at, audit, makeToken, enterByToken, call } = teamSteps(() => stage)
const begin = '/sign-in/service'
const people = async () => (await stage.log.access.people.list()).people
const giveAll = (group: string) =>
  stage.log.access.people.grant({ type: 'group', group }, null, 'viewer', 'the test')

describe.skipIf(certificates === null)('signing in', () => {
  beforeAll(async () => {
    if (certificates !== null) stage = await startTeamStage(certificates)
    stage.service.people.set('anna', {
      name: 'Anna',
      email: 'anna@example.com',
      email_verified: true,
      groups: ['ops'],
    })
    stage.service.people.set('ben', {
      name: '<b>Ben</b>\r\nSet-Cookie: x=1',
      groups: 'ops',
      email: 'ben@example.com',
      email_verified: false,
    })
  })
  afterAll(() => stage?.close())
  beforeEach(async () => {
    stage.service.meddle = null
    stage.pass(60_000)
    await stage.log.empty()
  })

  test('a person comes in through the service, is sent on to where they wanted to go, and gets the board', async () => {
    await giveAll('ops')
    const anna = stage.visitor()
    const first = await anna.ask(at('/?run=7'))
    expect([first.status, first.location]).toEqual([303, '/sign-in?to=%2F%3Frun%3D7'])
    const asked = await anna.ask(at(first.location))
    expect(asked.body).toContain(`href="${begin}?to=%2F%3Frun%3D7"`)

    const came = await stage.signIn(anna, 'anna', '/?run=7')
    expect([came.status, came.location]).toEqual([303, '/?run=7'])
    const board = await anna.ask(at('/?run=7'))
    expect([board.status, board.body.includes('The board'), board.body.includes('content="team"')]).toEqual([
      200,
      true,
      true,
    ])
    expect(
      (await people()).map(({ name, email, issuer, subject }) => [name, email, issuer, subject]),
    ).toEqual([['Anna', 'anna@example.com', stage.service.issuer, 'anna']])
    expect((await audit()).map(({ who, what }) => [who, what])).toContainEqual([
      'Anna <anna@example.com>',
      'sign-in',
    ])
  })

  test('the cookie is the host’s alone, out of reach of scripts, and not sent from other sites', async () => {
    await giveAll('ops')
    const anna = stage.visitor()
    const back = await passService(anna, at(begin), 'anna', stage.isBack)
    const { setCookies } = await anna.ask(back)
    expect(setCookies.map((line) => line.replace(/=[\w-]{43};/, '=SECRET;'))).toEqual([
      `${session}=SECRET; Path=/; Max-Age=86400; HttpOnly; SameSite=Lax; Secure`,
      '__Host-runlight-sign-in=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure',
    ])
  })

  test('somebody without a role is told whom to ask, in words that carry nothing of theirs as markup', async () => {
    const ben = stage.visitor()
    expect((await stage.signIn(ben, 'ben')).status).toBe(303)
    const told = await ben.ask(at('/'))
    expect(told.status).toBe(403)
    expect(told.body).toContain('your account has no role here yet: ask an admin')
    expect(told.body).toContain('&lt;b&gt;Ben&lt;/b&gt; Set-Cookie: x=1')
    expect(told.body).not.toContain('<b>Ben')
    expect(told.setCookies).toEqual([])
    // An address that nobody verified is nobody's.
    expect((await people()).map(({ email }) => email)).toEqual([null])
    const [proof = ''] = /(?<=name="proof" value=")[\w-]+/.exec(told.body) ?? []
    const asked = await call(ben, { origin: stage.url, 'x-runlight-proof': proof }, 'runs.snapshot')
    expect(JSON.parse(asked.body)).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
  })

  test('a state that another browser brought, or none, or one that was used, lets nobody in', async () => {
    const [anna, thief] = [stage.visitor(), stage.visitor()]
    const back = await passService(anna, at(begin), 'anna', stage.isBack)
    const refused = async (visitor: TestVisitor, url: string) => {
      const { status, setCookies } = await visitor.ask(url)
      return [status, setCookies.some((line) => line.startsWith(`${session}=`))]
    }
    expect(await refused(thief, back)).toEqual([403, false])
    // Sign-in forced upon somebody: their own cookie is of another state.
    await thief.ask(at(begin))
    expect(await refused(thief, back)).toEqual([403, false])
    const other = new URL(back)
    other.searchParams.set('state', 'A'.repeat(43))
    expect(await refused(anna, other.href)).toEqual([403, false])
  })

  test('a way back is good once: the same address and code open nothing again', async () => {
    const anna = stage.visitor()
    const back = await passService(anna, at(begin), 'anna', stage.isBack)
    const cookies = new Map(anna.cookies)
    expect((await anna.ask(back)).status).toBe(303)
    const replay = stage.visitor()
    for (const [name, value] of cookies) replay.cookies.set(name, value)
    const again = await replay.ask(back)
    expect([again.status, again.body.includes('begun elsewhere')]).toEqual([403, true])
  })

  test('a code that was begun with another proof of possession or another nonce opens nothing', async () => {
    for (const column of ['verifier', 'nonce']) {
      const anna = stage.visitor()
      const back = await passService(anna, at(begin), 'anna', stage.isBack)
      await stage.log.owner.query(`UPDATE runlight.sign_ins SET ${column} = repeat('x', 43)`)
      const answered = await anna.ask(back)
      expect([
        column,
        answered.status,
        answered.setCookies.some((line) => line.startsWith(`${session}=`)),
      ]).toEqual([column, 403, false])
      expect(answered.body).toContain('did not come to a sound end')
    }
  })

  test('an answer in the name of another service, or of none, opens nothing', async () => {
    const anna = stage.visitor()
    const back = new URL(await passService(anna, at(begin), 'anna', stage.isBack))
    expect(back.searchParams.get('iss')).toBe(stage.service.issuer)
    back.searchParams.set('iss', 'https://evil.example')
    expect((await anna.ask(back.href)).status).toBe(403)
  })

  test('what a service that fails says is not repeated, and it being away is said', async () => {
    const anna = stage.visitor()
    await anna.ask(at(begin))
    const state = anna.cookies.get('__Host-runlight-sign-in') ?? ''
    const declined = await anna.ask(
      at(
        `/sign-in/back?state=${state}&error=access_denied&error_description=${encodeURIComponent('<script>1</script>call 555')}`,
      ),
    )
    expect([
      declined.status,
      declined.body.includes('did not sign you in'),
      declined.body.includes('555'),
    ]).toEqual([403, true, false])

    const back = await passService(anna, at(begin), 'anna', stage.isBack)
    stage.service.meddle = (_request, response) => response.writeHead(500).end('<html>')
    const broken = await anna.ask(back)
    expect([broken.status, broken.body.includes('sound end')]).toEqual([403, true])
  })

  test('a planted session is of no use to who planted it', async () => {
    await giveAll('ops')
    const anna = stage.visitor()
    const planted = 'A'.repeat(43)
    anna.cookies.set(session, planted)
    await stage.signIn(anna, 'anna')
    expect(anna.cookies.get(session)).not.toBe(planted)
    const thief = stage.visitor()
    thief.cookies.set(session, planted)
    expect((await thief.ask(at('/'))).status).toBe(303)

    // Whoever signs in again leaves nothing open behind.
    const before = anna.cookies.get(session) ?? ''
    await stage.signIn(anna, 'anna')
    thief.cookies.set(session, before)
    expect((await thief.ask(at('/'))).status).toBe(303)
  })

  test('who signs out is out at once, and is led to the service’s own end', async () => {
    await giveAll('ops')
    const anna = stage.visitor()
    await stage.signIn(anna, 'anna')
    const kept = anna.cookies.get(session) ?? ''
    const page = await anna.ask(at('/sign-out'))
    const [proof = ''] = /(?<=name="proof" value=")[\w-]+/.exec(page.body) ?? []
    const out = await anna.send(at('/sign-out'), { proof })
    expect([out.status, anna.cookies.has(session)]).toEqual([200, false])
    expect(out.body).toContain(`${stage.service.issuer}/session/end`)
    anna.cookies.set(session, kept)
    expect((await anna.ask(at('/'))).status).toBe(303)
    expect((await audit()).map(({ what }) => what)).toContain('sign-out')
  })

  test('every page tells browsers to stay with TLS where the name is the host’s own, to frame nothing and to run nothing foreign', async () => {
    const { headers } = await stage.visitor().ask(at('/sign-in'))
    expect(
      [...headers.keys()]
        .filter((name) => !['date', 'connection', 'content-length'].includes(name))
        .toSorted(),
    ).toEqual([
      'cache-control',
      'content-security-policy',
      'content-type',
      'cross-origin-opener-policy',
      'cross-origin-resource-policy',
      'referrer-policy',
      'x-content-type-options',
    ])
    expect(headers.get('content-security-policy')).toContain("form-action 'self'")
    expect(headers.get('content-security-policy')).toContain("script-src 'self'")
    expect((await stage.visitor().ask(at('/'), { headers: { host: 'evil.example' } })).status).toBe(403)
  })

  test('no token, session, code or client secret is in the audit list, in a defect or on a page', async () => {
    const { secret } = await makeToken()
    const anna = stage.visitor()
    const back = await passService(anna, at(begin), 'anna', stage.isBack)
    const page = await anna.ask(back)
    await enterByToken(stage.visitor(), `${secret.slice(0, -4)}AAAA`)
    const text = JSON.stringify([await audit(), stage.defects.map(String), page.body])
    for (const hidden of [
      secret,
      secret.slice(20, -4),
      new URL(back).searchParams.get('code') ?? '?',
      anna.cookies.get(session) ?? '?',
      stage.service.secret,
    ])
      expect(text).not.toContain(hidden)
    expect(stage.defects).toEqual([])
  })
})
