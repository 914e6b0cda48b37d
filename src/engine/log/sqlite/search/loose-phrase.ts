// A phrase without the words at its ends that every event has: `"outline progress 7"` for `"node outline progress 7"`, where
// `node` is a key of all. FTS5 goes through the list of each word of a phrase, and those of such words are the longest and tell
// the least: each costs a third to a quarter of the time. What fits the rest is held against the whole phrase, row by row.

import type Database from 'better-sqlite3'
import type { Query } from '../../../../core/query/ast.ts'
import { dataWords, hasPhrase, words } from '../../../../core/query/words.ts'
import { eventKey, runShift } from '../rows/keys.ts'
import { type StoredText, unpackText } from '../rows/text.ts'

/** What the index is asked for instead, and whether the event of a key that it gives fits. */
export type Loose = { readonly match: string; readonly fits: (key: number) => boolean }

/** Words that are left of a phrase at least: a single one may be in many more events. */
const leastWords = 2
/** Of so many latest runs the largest is looked at, in so many places. */
const latestRuns = 100
const samples = 32

/** Gives the function that loosens the only phrase of `clauses`; null where that would be no other. */
export function createLoosePhrase(db: Database.Database): (clauses: Query) => Loose | null {
  const latest = db.prepare(`SELECT id FROM runs ORDER BY id DESC LIMIT ${latestRuns}`).pluck()
  const lastKey = db.prepare('SELECT max(key) FROM events WHERE key >= ? AND key < ?').pluck()
  const dataOf = db.prepare('SELECT data FROM events WHERE key = ?').pluck()
  const wordsOf = (key: number): readonly string[] => {
    const data = dataOf.get(key)
    return data === undefined ? [] : dataWords(unpackText(data as StoredText))
  }

  /** The words that all samples have; none where the log is so short that nothing takes long. */
  const everywhere = (): ReadonlySet<string> => {
    const ends = latest.all().map((run) => {
      const key = lastKey.get(Number(run) * runShift, (Number(run) + 1) * runShift)
      return { run: Number(run), events: typeof key === 'number' ? key - Number(run) * runShift : 0 }
    })
    const { run, events } = ends.reduce((one, other) => (other.events > one.events ? other : one), {
      run: 0,
      events: 0,
    })
    if (events < samples * samples) return new Set()
    const places = Array.from({ length: samples }, (_, i) => 1 + Math.floor(((i + 0.5) / samples) * events))
    // A sign of life says nothing.
    const said = places.map((seq) => wordsOf(eventKey(run, seq))).filter((one) => one.length > 0)
    return new Set(said[0]?.filter((word) => said.every((one) => one.includes(word))))
  }

  return (clauses) => {
    const [term] = clauses.length === 1 && clauses[0]?.length === 1 ? clauses[0] : []
    if (term?.type !== 'text' || term.negated || term.prefix || term.suffix) return null
    const phrase = words(term.text)
    if (phrase.length <= leastWords) return null
    const common = everywhere()
    let from = 0
    let to = phrase.length
    while (to - from > leastWords && common.has(phrase[from] ?? '')) from++
    while (to - from > leastWords && common.has(phrase[to - 1] ?? '')) to--
    if (to - from === phrase.length) return null
    return {
      match: `"${phrase.slice(from, to).join(' ')}"`,
      fits: (key) => hasPhrase(wordsOf(key), phrase, { prefix: false }),
    }
  }
}
