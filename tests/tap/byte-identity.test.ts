// Whatever a client sends arrives at its server as it was, and whatever the server sends at the client, byte for byte but for the
// list in wire/changes.ts; and what the engine is told of it are the bytes of the wire. RUNLIGHT_TAP_ROUNDS sets how often.

import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTap, type TapStage, targetOf } from '../support/tap-stage.ts'
import { answers, cuts, requests } from './wire/arbitrary-messages.ts'
import { atClient, atServer, got, heard } from './wire/changes.ts'
import { type Message, readMessage, written } from './wire/message.ts'

const rounds = Number(process.env.RUNLIGHT_TAP_ROUNDS ?? 60)

let server: Server
let tap: TapStage
let host = ''
/** What the server does with its next whole request. */
let answerWith: (request: Message) => {
  readonly bytes: Buffer
  readonly sizes: readonly number[]
  readonly end: boolean
}

beforeAll(async () => {
  server = createServer((socket) => {
    let bytes = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('data', (part) => {
      bytes = Buffer.concat([bytes, part])
      const read = readMessage(bytes, 'request')
      if (read === null) return
      bytes = bytes.subarray(read.length)
      const { bytes: answer, sizes, end } = answerWith(read.message)
      void sendIn(socket, answer, sizes).then(() => end && socket.end())
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  tap = await startTap([targetOf(`http://${host}`)])
})
afterAll(async () => {
  await tap.close()
  await new Promise((resolve) => server.close(resolve))
})

/** In pieces of `sizes`, which repeat, each on its way before the next; of long ones only the first are small. */
async function sendIn(socket: Socket, bytes: Buffer, sizes: readonly number[]): Promise<void> {
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = i < 50 ? (sizes[i % sizes.length] ?? 1) : 65_536
    const piece = bytes.subarray(at, at + size)
    await new Promise((resolve) => socket.write(piece, resolve))
    at += piece.length
  }
}

/** Sends `bytes` and reads one answer. */
function exchange(bytes: Buffer, sizes: readonly number[], isHead: boolean): Promise<Message> {
  return new Promise((resolve, reject) => {
    const socket = connect(tap.port, '127.0.0.1')
    socket.setNoDelay(true)
    let heardSoFar = Buffer.alloc(0)
    const look = (over: boolean) => {
      const read = readMessage(heardSoFar, 'answer', isHead, over)
      if (read === null)
        return over ? reject(new Error(`broken off: ${heardSoFar.subarray(0, 500)}`)) : undefined
      socket.destroy()
      const rest = heardSoFar.subarray(read.length)
      return rest.length > 0 ? reject(new Error(`and more: ${rest.subarray(0, 500)}`)) : resolve(read.message)
    }
    const tryLook = (over: boolean) => {
      try {
        look(over)
      } catch (thrown) {
        reject(thrown)
      }
    }
    socket.on('data', (part) => {
      heardSoFar = Buffer.concat([heardSoFar, part])
      tryLook(false)
    })
    socket.on('end', () => tryLook(true))
    socket.on('error', reject)
    void sendIn(socket, bytes, sizes)
  })
}

test('requests and answers of every sort pass through unchanged, and are told as they were', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        request: requests(`127.0.0.1:${tap.port}`),
        answer: answers,
        chunks: cuts,
        ways: cuts,
        back: cuts,
      }),
      async ({ request, answer, chunks, ways, back }) => {
        let arrived: Message | null = null
        answerWith = (one) => {
          arrived = one
          return { bytes: written(answer, chunks), sizes: back, end: answer.framing === 'close' }
        }
        const told = tap.told.length
        const seen = await exchange(written(request, chunks), ways, false)
        expect(arrived === null ? null : heard(arrived)).toEqual(atServer(request, host))
        expect(got(seen)).toEqual(atClient(answer))
        await expect.poll(() => tap.told[told]?.end).not.toBe(null)
        const one = tap.told[told]
        expect([one?.asked, one?.end, one?.head?.status]).toEqual([
          request.body.length,
          { type: 'finished' },
          Number(answer.line.split(' ')[1]),
        ])
        expect(Buffer.concat(one?.received ?? []).equals(answer.body)).toBe(true)
        expect(Buffer.concat(one?.sent ?? []).equals(request.body.subarray(0, 16))).toBe(true)
      },
    ),
    { numRuns: rounds },
  )
})

test('an answer to HEAD, and statuses that have no body, pass through as they are', async () => {
  const bare = fc.constantFrom(['HEAD', 200], ['HEAD', 404], ['GET', 204], ['POST', 204], [
    'GET',
    304,
  ] as const)
  await fc.assert(
    fc.asyncProperty(
      bare,
      requests(`127.0.0.1:${tap.port}`),
      answers,
      cuts,
      async ([method, status], asked, made, ways) => {
        const line = asked.line.replace(/^\S+/, String(method))
        const request: Message = { ...asked, line, body: Buffer.alloc(0), framing: 'none', trailers: [] }
        const withBody = method === 'POST' ? ({ ...request, framing: 'length' } as const) : request
        const answer: Message = {
          ...made,
          line: made.line.replace(/ \d+ /, ` ${status} `),
          body: Buffer.alloc(0),
          framing: 'none',
          trailers: [],
        }
        answerWith = () => ({ bytes: written(answer), sizes: ways, end: false })
        expect(got(await exchange(written(withBody), ways, true))).toEqual(atClient(answer))
      },
    ),
    { numRuns: Math.ceil(rounds / 4) },
  )
})
