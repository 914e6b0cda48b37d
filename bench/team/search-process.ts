// Searches a shared log by the review that hubs and collectors search it with. Arguments: the address, and how many of each
// sort of question are asked, the sorts in turns. Prints a line of JSON: of each sort what its questions took.

import { readFileSync } from 'node:fs'
import type { SearchInput, SearchSlice } from '../../src/engine/log/log-review.ts'
import { createSyncClient } from '../../src/engine/log/postgres/base/sync-client.ts'
import { createDatabase } from '../../src/engine/log/postgres/read/database.ts'
import { reviewOf } from '../../src/engine/log/postgres/threads/review-of.ts'
import { vocabulary } from './events.ts'
import { benchEvents } from './writer-batches.ts'

/** Until the first page was there, or everything was looked at. */
export type Asked = {
  readonly query: string
  readonly ms: number
  /** Of the processor: this process and the server's for it. */
  readonly cpuMs: number
  readonly serverCpuMs: number
  /** Rows of blocks and of tails that were read with their texts. */
  readonly read: number
  readonly hits: number
}

const [url = '', count = ''] = process.argv.slice(2)
const asked = Number(count)
const page = 50

const client = createSyncClient(url, 'runlight bench')
let read = 0
const db = createDatabase({
  ...client,
  many: (statements) => {
    const results = client.many(statements)
    for (const { rows } of results) if (rows[0]?.texts instanceof Uint8Array) read += rows.length
    return results
  },
})
const { search } = reviewOf(db)
const backend = Number(client.get('SELECT pg_backend_pid() AS pid')?.pid)
/** Nanoseconds that the server's process has run (proc(5), schedstat). */
const serverRan = () => Number(readFileSync(`/proc/${backend}/schedstat`, 'utf8').split(' ')[0])

function ask(query: string): Asked {
  const [from, cpu, server] = [performance.now(), process.cpuUsage(), serverRan()]
  read = 0
  let hits = 0
  for (let cursor: string | null = null; ; ) {
    const input: SearchInput = { query, within: null, cursor, limit: page - hits, perRun: 5 }
    const slice: SearchSlice = db.as('all', () => search(input))
    hits += slice.groups.reduce((sum, group) => sum + group.hits.length, 0)
    cursor = slice.cursor
    if (slice.done || hits >= page || cursor === null) break
  }
  const { user, system } = process.cpuUsage(cpu)
  return {
    query,
    ms: performance.now() - from,
    cpuMs: (user + system) / 1_000,
    serverCpuMs: (serverRan() - server) / 1e6,
    read,
    hits,
  }
}

/** From the commonest words to those that are nowhere. */
function word(i: number): string {
  if (i % 5 === 4) return `nowhere${i}`
  return vocabulary[Math.floor((vocabulary.length * 0.9) ** ((i + 1) / asked))] ?? ''
}
/** Two of those that are somewhere, from the tenth on: as often as not no event has both. */
function twoWords(i: number): string {
  const at = (place: number) =>
    vocabulary[Math.floor(10 * (vocabulary.length / 11) ** ((place % asked) / asked))]
  return `${at(i)} ${at(i * 7 + 3)}`
}
/** Three words that follow each other: of events of the log, and in every second of other texts, so that it is mostly nowhere. */
function phrases(): (i: number) => string {
  const [stored, others] = [benchEvents(20_000, 1), benchEvents(20_000, 99)]
  return (i) => {
    const from = i % 2 === 0 ? stored : others
    for (let at = Math.floor((i * from.length) / asked); at < from.length; at++) {
      const text = /"(?:text|message|chunk)":"([^"]+)"/.exec(from[at]?.data ?? '')?.[1]?.split(' ') ?? []
      if (text.length >= 3) return `"${text.slice(0, 3).join(' ')}"`
    }
    throw new Error('No text of three words.')
  }
}

const sorts = Object.entries({ words: word, 'two words': twoWords, phrases: phrases() })
ask('nothing')
ask('nothing at all')
const found = new Map<string, Asked[]>(sorts.map(([name]) => [name, []]))
for (let i = 0; i < asked; i++) for (const [name, of] of sorts) found.get(name)?.push(ask(of(i)))
process.stdout.write(`${JSON.stringify(Object.fromEntries(found))}\n`)
client.close()
process.exit(0)
