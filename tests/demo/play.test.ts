// The player alone, on a real server with a real socket: the steps are counted, so that what it makes too early or too
// late is seen.

import { createServer } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { listen } from '../../src/demo/base/listen.ts'
import { createPace } from '../../src/demo/base/pace.ts'
import { play } from '../../src/demo/base/play.ts'
import { event, type Step } from '../../src/demo/base/step.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** A server that plays the steps to whoever connects, and a client that reads nothing until it is told to. */
async function unread(steps: () => Iterable<Step>): Promise<Socket> {
  const server = createServer((_request, response) => play(response, steps(), createPace(1)))
  const client = connect(await listen(server, 0, '127.0.0.1'), '127.0.0.1')
  closers.push(() => {
    client.destroy()
    server.close()
    server.closeAllConnections()
  })
  client.pause()
  client.write('GET / HTTP/1.1\r\nHost: sample\r\n\r\n')
  return client
}

it('makes no more steps than the client takes, and goes on where it stopped', async () => {
  let made = 0
  const client = await unread(function* () {
    // A bound far above what any kernel takes, so that a player that does not wait fails here and not for want of memory.
    while (made < 50_000) yield event(0, null, `${made++} ${'x'.repeat(1_000)}`)
  })

  // The kernel takes some megabytes on its own; after that nothing more may be made.
  const settled = await vi.waitFor(
    async () => {
      const before = made
      await new Promise((resolve) => setTimeout(resolve, 100))
      expect(before).toBeGreaterThan(0)
      expect(made).toBe(before)
      return made
    },
    { timeout: 10_000 },
  )

  let text = ''
  client.on('data', (chunk) => {
    text += String(chunk)
  })
  client.resume()
  await vi.waitFor(() => expect(made).toBeGreaterThan(2 * settled), { timeout: 10_000 })
  client.destroy()
  const numbers = [...text.matchAll(/\ndata: (\d+) x{1000}\n/g)].map(([, number]) => Number(number))
  expect(numbers).toEqual(numbers.map((_, i) => (numbers[0] ?? 0) + i))
  expect(numbers.length).toBeGreaterThan(1_000)
})

it('delivers all that came before a cut, and no ending', async () => {
  const client = await unread(function* () {
    for (let i = 0; i < 2_000; i++) yield event(0, null, `line ${i}`)
    yield { type: 'cut', at: 0 }
  })
  let text = ''
  for await (const chunk of client) text += String(chunk)
  expect(text.match(/data: line /g)?.length).toBe(2_000)
  // The last chunk of a chunked answer has the length zero (RFC 9112, 7.1); a cut answer has none.
  expect(text.endsWith('0\r\n\r\n')).toBe(false)
})

it('stops making steps when the client goes', async () => {
  let returned = false
  const client = await unread(function* () {
    try {
      for (let at = 0; ; at += 10) yield event(at, null, 'x')
    } finally {
      returned = true
    }
  })
  await new Promise((resolve) => client.once('readable', resolve))
  client.destroy()
  await vi.waitFor(() => expect(returned).toBe(true), { timeout: 10_000 })
})
