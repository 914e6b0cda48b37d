// The open pages of a team's host: each is let go as soon as its session ends or its person may do something else, and no other.

import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { closeCodes, socketPath } from '../../src/server/wire/wire.ts'
import { startTeamStage, type TeamStage } from './support/team-stage.ts'
import { certificatesFor, session, teamSteps } from './support/team-steps.ts'
import type { TestVisitor } from './support/visitor.ts'

const certificates = certificatesFor('The open pages of a team’s host')

let stage: TeamStage
const { at, makeToken, enterByToken } = teamSteps(() => stage)

/** A page of somebody who has signed in, once it was let in. */
async function pageOf({ cookies }: TestVisitor) {
  const socket = new WebSocket(`${stage.url.replace('https', 'wss')}${socketPath}`, {
    origin: stage.url,
    ca: certificates?.sound.cert,
    headers: { cookie: `${session}=${cookies.get(session) ?? ''}` },
  })
  const closed = once(socket, 'close').then(([code]) => code)
  await Promise.race([once(socket, 'message'), closed])
  return { socket, closed }
}

async function comeIn() {
  const made = await makeToken()
  const visitor = stage.visitor()
  await enterByToken(visitor, made.secret)
  return { ...made, visitor, ...(await pageOf(visitor)) }
}

describe.skipIf(certificates === null)('open pages', () => {
  beforeAll(async () => {
    // What is looked for every few seconds finds nothing here: that it is at once is what is shown.
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    if (certificates !== null) stage = await startTeamStage(certificates)
  })
  afterAll(async () => {
    vi.useRealTimers()
    await stage?.close()
  })
  beforeEach(async () => {
    stage.pass(60_000)
    await stage.log.empty()
  })

  test('who signs out is let go on all pages of that session, and nobody else', async () => {
    const [one, other] = [await comeIn(), await comeIn()]
    const second = await pageOf(one.visitor)
    const asked = await one.visitor.ask(at('/sign-out'))
    const [proof = ''] = /(?<=name="proof" value=")[\w-]+/.exec(asked.body) ?? []
    await one.visitor.send(at('/sign-out'), { proof })
    expect([await one.closed, await second.closed]).toEqual([closeCodes.wrongToken, closeCodes.wrongToken])
    expect(other.socket.readyState).toBe(WebSocket.OPEN)
    other.socket.close()
  })

  test('what is revoked, given and taken away by whichever process counts as soon as the hub hears of it', async () => {
    const [out, less, none, same] = [await comeIn(), await comeIn(), await comeIn(), await comeIn()]
    const { tokens, people } = stage.log.access
    const give = (token: number, role: 'viewer' | null) =>
      people.grant({ type: 'token', token }, null, role, 'the test')
    await tokens.revoke(out.token.id, 'the test')
    await give(less.token.id, 'viewer')
    await give(none.token.id, null)
    stage.accessChanged()
    expect([await out.closed, await less.closed, await none.closed]).toEqual([
      closeCodes.wrongToken,
      closeCodes.newRights,
      closeCodes.noRole,
    ])
    expect(same.socket.readyState).toBe(WebSocket.OPEN)
    same.socket.close()
    // Whoever has a role comes in anew, and whoever has none is told so.
    expect([
      (await pageOf(less.visitor)).socket.readyState,
      await (await pageOf(none.visitor)).closed,
    ]).toEqual([WebSocket.OPEN, closeCodes.noRole])
  })

  test('a page is let go when its session ends', async () => {
    const { visitor, socket } = await comeIn()
    socket.close()
    await stage.log.owner.query(
      `UPDATE runlight.sessions SET expires_at = clock_timestamp() + interval '3 s'`,
    )
    stage.pass(60_000)
    const page = await pageOf(visitor)
    expect(await page.closed).toBe(closeCodes.wrongToken)
    expect((await visitor.ask(at('/'))).status).toBe(303)
  })
})
