// A log with a past: blocks of the bench's events, put there at once, with what each way of finding them needs.

import type { Client } from 'pg'
import { wordHashes } from '../../src/engine/log/postgres/events/word-hashes.ts'
import { blockCells, blockSize, type Open, openBlock } from './block-layout.ts'
import { type Cell, copyData, copyInto } from './copy-rows.ts'
import { commits } from './events.ts'

/** Fills it with whole blocks of `events` events; answers their NDJSON's bytes. A run ends after ten blocks, and a new one begins. */
export async function fillPast(client: Client, events: number): Promise<{ raw: number; blocks: number }> {
  const open = new Map<number, Open>()
  let rows: Cell[][] = []
  let raw = 0
  let blocks = 0
  const flush = async () => {
    await copyInto(client, 'event_block', copyData(rows))
    rows = []
  }
  for (const commit of commits(7)) {
    for (const event of commit) {
      const mine = open.get(event.run) ?? openBlock(true)
      open.set(event.run, mine)
      mine.events.push(event)
      mine.words.add(wordHashes(event.data))
      raw += JSON.stringify(event).length + 1
      if (event.seq % blockSize !== 0) continue
      const number = Math.floor((event.seq - 1) / blockSize)
      const run = event.run + 100 * Math.floor(number / 10)
      rows.push([...blockCells(run, mine, 'zstd')])
      open.delete(event.run)
      blocks++
    }
    if (rows.length >= 64) await flush()
    if (blocks * blockSize >= events) break
  }
  await flush()
  return { raw, blocks }
}

/** The same blocks under other runs, until there are `times` as many. */
export async function copyPast(client: Client, times: number): Promise<void> {
  for (let i = 1; i < times; i++)
    await client.query(
      `INSERT INTO event_block SELECT run + ${i * farRuns}, first_seq, count, body, words, pairs FROM event_block WHERE run < ${farRuns}`,
    )
}

/** More runs than the bench makes by itself. */
const farRuns = 1_000_000
