// Events that have begun and do not end: an event may have 16 MiB, and many streams may each hold one. What the engine's
// process holds for them is what they have, and what they cost when they all end at once is bounded.

import type { ServerResponse } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { type Child, startChild } from '../harness/child.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import memoryProcess from '../support/memory-process.ts?modulePath'
import { type SseServer, startSseServer } from '../support/sse-server.ts'

const mebibyte = 2 ** 20
const streams = 6
const eachMebibytes = 15
const sum = streams * eachMebibytes * mebibyte
const part = 4_096

type Memory = { readonly rss: number; readonly events: number }

let server: SseServer
let dataDir: string
let child: Child
afterEach(async () => {
  await child.kill('SIGKILL')
  await server.close()
  removeDir(dataDir)
})

/** Writes 15 MiB of `text` as fast as it is read. */
async function pour(response: ServerResponse, text: string): Promise<void> {
  for (let left = (eachMebibytes * mebibyte) / part; left > 0; left--)
    if (!response.write(text)) await new Promise((resolve) => response.once('drain', resolve))
}

const letters = 'x'.repeat(part)
test.each([
  ['one line of data', 'data: ', letters, 512],
  ['lines of data', '', `data: ${'x'.repeat(part - 7)}\n`, 512],
  ['an id', 'data: 1\nid: ', letters, 512],
  ['a name', 'data: 1\nevent: ', letters, 512],
  ['words that are not ASCII', 'data: ', 'über '.repeat(part / 6), 896],
])(
  'six pending events of 15 MiB in %s cost what they have, and a bounded amount when they end at once',
  async (_name, begin, text, mostMebibytes) => {
    dataDir = freshDir()
    const open: ServerResponse[] = []
    let poured = 0
    server = await startSseServer([
      async (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        // As many bytes that leave nothing behind: what reading costs is there before what is kept.
        await pour(response, `:${'x'.repeat(part - 2)}\n`)
        response.write('data: warm\n\n')
        open.push(response)
      },
    ])
    const told: Memory[] = []
    const urls = Array.from({ length: streams }, (_, i) => `${server.url}/${i}`)
    child = startChild([memoryProcess, dataDir, ...urls], (line) => told.push(JSON.parse(line)))
    const until = (isIt: () => boolean) => expect.poll(isIt, { timeout: 40_000 }).toBe(true)
    /** Waits for `count` more measurements. */
    const measured = async (count: number) => {
      const from = told.length
      await until(() => told.length >= from + count)
    }
    const grown = (from: number) => Math.max(...told.slice(from).map(({ rss }) => rss)) - (rest?.rss ?? 0)

    await until(() => told.at(-1)?.events === streams)
    await measured(10)
    const rest = told.at(-1)
    const begun = told.length
    for (const response of open) {
      response.write(begin)
      void pour(response, text).then(() => poured++)
    }
    await until(() => poured === streams)
    await measured(20)
    expect(grown(begun)).toBeLessThan(sum + 64 * mebibyte)
    const completing = told.length
    for (const response of open) response.write('\n\n')
    await until(() => told.at(-1)?.events === 2 * streams)
    await measured(10)
    expect(grown(completing)).toBeLessThan(mostMebibytes * mebibyte)
  },
)
