// The same cases through a tap: what a client makes of them is what the standard demands, as direct; and what the engine recorded
// on the way is what it records of the same bytes over a connection of its own.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isSettled } from '../../src/core/run/states.ts'
import { removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { type SseServer, startSseServer } from '../support/sse-server.ts'
import { startTap, type TapStage, targetOf } from '../support/tap-stage.ts'
import { startTappedEngine, type TappedEngine } from '../support/tapped-engine.ts'
import { splits, webPlatformCases } from './cases.ts'
import { checkCase } from './check-case.ts'
import { ownCases } from './own-cases.ts'

const ofTheHop = /^(connection|keep-alive|date|transfer-encoding)$/

describe('a client', () => {
  let tap: TapStage
  const targets: ReturnType<typeof targetOf>[] = []
  const through = (url: string) => {
    const name = `case-${targets.length}`
    targets.push(targetOf(url, name))
    tap.gate.setTargets(targets)
    return `${tap.url}/${name}`
  }
  beforeAll(async () => {
    tap = await startTap([])
  })
  afterAll(() => tap.close())

  const cuts = splits.filter(({ name }) => ['whole', 'in pieces of 1'].includes(name))
  for (const one of webPlatformCases.filter(({ kind }) => kind !== 'url')) {
    test(`makes of ${one.name} what it makes without a tap`, async () => {
      await Promise.all(cuts.map((split) => checkCase(one, split, through)))
    })
  }
})

describe('the engine', () => {
  let tapped: TappedEngine
  let own: TestEngine
  let server: SseServer
  let base = ''

  const bytesOf = [
    ...ownCases.map(({ name, stream }) => ({ name, bytes: Buffer.from(stream) })),
    ...webPlatformCases
      .filter(({ response, kind }) => kind === 'wire' && response.status === 200 && response.end === 'close')
      .map(({ name, response }) => ({
        name,
        bytes: Buffer.concat(
          response.chunks.flatMap(({ utf8, base64 = '', repeat = 1 }) =>
            Array.from({ length: repeat }, () =>
              utf8 === undefined ? Buffer.from(base64, 'base64') : Buffer.from(utf8),
            ),
          ),
        ),
      })),
  ]

  beforeAll(async () => {
    server = await startSseServer([
      (request, response) => {
        const [, which = '', size = ''] = request.url?.split('/') ?? []
        const bytes = bytesOf[Number(which)]?.bytes ?? Buffer.alloc(0)
        response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
        const cut = splits.find(({ name }) => name === decodeURIComponent(size))
        for (const part of cut?.pieces(bytes) ?? []) response.write(part)
        response.end()
      },
    ])
    tapped = await startTappedEngine()
    own = await startEngine()
    base = tapped.through(server.url)
  })
  afterAll(async () => {
    await tapped.close()
    await own.close()
    removeDir(own.dataDir)
    await server.close()
  })

  /** What the log has of a stream, whoever asked for it. */
  const recorded = async (engine: TestEngine, run: number) => {
    const { unreadable, pings, late } = await engine.until(run, ({ connection }) =>
      isSettled(connection.state),
    )
    const { attempts } = await engine.call('runs.connection', { run })
    const { status, headers, events, comments, bytes, notices } = attempts[0] ?? {}
    const rows = await engine.events(run)
    return {
      rows: rows.map(({ seq, name, id, data }) => [seq, name, id, data]),
      head: [status, headers?.filter(([name]) => !ofTheHop.test(name))],
      counts: { events, comments, bytes, unreadable, pings, late },
      notices: notices?.map(({ code }) => code),
    }
  }

  test.each(['whole', 'in pieces of 1'])('records the same of every case, %s', async (split) => {
    const paths = bytesOf.map((_one, i) => `/${i}/${encodeURIComponent(split)}`)
    const [lengths, mine] = await Promise.all([
      Promise.all(paths.map(async (path) => (await (await fetch(`${base}${path}`)).bytes()).length)),
      Promise.all(paths.map((path) => own.watch(`${server.url}${path}`, {}, { retry: false }))),
    ])
    expect(lengths).toEqual(bytesOf.map(({ bytes }) => bytes.length))
    const runs = await tapped.came(paths.length)
    for (const [i, { name }] of bytesOf.entries()) {
      const run = runs.find(({ title }) => title.endsWith(paths[i] ?? ''))
      expect([name, await recorded(tapped, run?.id ?? 0)]).toEqual([name, await recorded(own, mine[i] ?? 0)])
    }
  })
})
