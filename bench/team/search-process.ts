// Searches a shared log by the review that hubs and collectors search it with. Arguments: the address, and how many of each
// sort of question are asked. Prints a line of JSON: the times of words and of phrases.

import { tmpdir } from 'node:os'
import { openReading } from '../../src/engine/log/postgres/threads/open-reading.ts'
import { vocabulary } from './events.ts'
import { benchEvents } from './writer-batches.ts'

const [url = '', count = ''] = process.argv.slice(2)
const asked = Number(count)
const page = 50

const reading = await openReading({ url, name: 'runlight bench', kindsDir: tmpdir(), ownedBy: null })
const { review } = reading.as('all')

/** Until the first page is there, or everything was looked at. */
async function search(query: string): Promise<{ readonly ms: number; readonly hits: number }> {
  const from = performance.now()
  let hits = 0
  for (let cursor: string | null = null; ; ) {
    const slice = await review.search({ query, within: null, cursor, limit: page - hits, perRun: 5 })
    hits += slice.groups.reduce((sum, group) => sum + group.hits.length, 0)
    cursor = slice.cursor
    if (slice.done || hits >= page || cursor === null) return { ms: performance.now() - from, hits }
  }
}

/** From the commonest words to those that are nowhere. */
const words = Array.from({ length: asked }, (_, i) => {
  if (i % 5 === 4) return `nowhere${i}`
  return vocabulary[Math.floor((vocabulary.length * 0.9) ** ((i + 1) / asked))] ?? ''
})
/** Three words that follow each other: of events of the log, and in every second of other texts, so that it is mostly nowhere. */
function phrases(): string[] {
  const [stored, others] = [benchEvents(20_000, 1), benchEvents(20_000, 99)]
  return Array.from({ length: asked }, (_, i) => {
    const from = i % 2 === 0 ? stored : others
    for (let at = Math.floor((i * from.length) / asked); at < from.length; at++) {
      const text = /"(?:text|message|chunk)":"([^"]+)"/.exec(from[at]?.data ?? '')?.[1]?.split(' ') ?? []
      if (text.length >= 3) return `"${text.slice(0, 3).join(' ')}"`
    }
    throw new Error('No text of three words.')
  })
}

await search('nothing')
const all = async (queries: readonly string[]) => {
  const found: { readonly ms: number; readonly hits: number }[] = []
  for (const query of queries) found.push(await search(query))
  return found
}
const result = { words: await all(words), phrases: await all(phrases()) }
process.stdout.write(`${JSON.stringify(result)}\n`)
await reading.close()
process.exit(0)
