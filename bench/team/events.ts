// The events of the bench: a hundred runs of four dialects at once, JSON of 100 to 400 bytes, whose texts have the words of a
// language (few common, most rare), and whose other fields have what fields have: times, numbers, identifiers.

import { createHash } from 'node:crypto'

export type BenchEvent = {
  readonly run: number
  readonly seq: number
  readonly at: number
  readonly name: string
  readonly id: string
  readonly data: string
}

const runs = 100
const eventsPerCommit = 500
/** In this many events, one has the word `rareWord`. */
const rareEvery = 250_000
export const rareWord = 'xylograph'

/** Commonest first. */
export const vocabulary = Array.from({ length: 20_000 }, (_, i) => {
  let rest = i + 1
  let letters = ''
  for (; rest > 0; rest = Math.floor(rest / 21))
    letters = `${'bcdfghjklmnpqrstvwxyz'[rest % 21]}${'aeiou'[rest % 5]}${letters}`
  return i % 13 === 0 ? `${letters}ing` : letters
})

/** Gives numbers in [0, 1), the same ones for a seed (Lehmer, MINSTD). */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** Gives commits of about `eventsPerCommit` events, each of them of nearly all runs, for ever. Sealing is spread: runs begin at any place of a block. */
export function* commits(seed = 1): Generator<readonly BenchEvent[]> {
  const random = createRandom(seed)
  const next = Array.from({ length: runs }, () => 1 + Math.floor(random() * 1_024))
  const say = createSay(random)
  let made = 0
  for (let at = 1_790_000_000_000; ; at += 25) {
    const events: BenchEvent[] = []
    for (let run = 1; run <= runs; run++) {
      const count = Math.floor(random() * ((2 * eventsPerCommit) / runs + 1))
      for (let i = 0; i < count; i++) {
        const seq = next[run - 1] ?? 1
        next[run - 1] = seq + 1
        made++
        // Through bytes, as what is received: in one piece, not as the pieces it was joined of.
        const data = Buffer.from(say(run, seq, at, made % rareEvery === rareEvery - 1)).toString()
        events.push({
          run,
          seq,
          at: at + i,
          name: run % 4 === 1 ? 'message' : 'chunk',
          id: String(seq),
          data,
        })
      }
    }
    yield events
  }
}

function createSay(random: () => number) {
  // Zipf: the n-th word comes once for n times of the first.
  const word = () => vocabulary[Math.floor(vocabulary.length ** random()) - 1] ?? ''
  const text = (count: number) => Array.from({ length: count }, word).join(' ')
  const ids = Array.from({ length: runs + 1 }, (_, run) =>
    createHash('sha1').update(String(run)).digest('hex').slice(0, 24),
  )
  const nodes = ['outline', 'generate', 'safety_check', 'metrics', 'save']

  return (run: number, seq: number, at: number, isRare: boolean): string => {
    const rare = isRare ? `${rareWord} ` : ''
    switch (run % 4) {
      case 0:
        return `{"type":"content","data":{"chunk":"${rare}${text(6)}","is_complete":false},"sent":${at + seq}}`
      case 1:
        return `{"id":"chatcmpl-${ids[run]}","object":"chat.completion.chunk","created":${Math.floor(at / 1_000)},"model":"gpt-5-mini","choices":[{"index":0,"delta":{"content":"${rare}${text(2)}"},"finish_reason":null}]}`
      case 2:
        return `{"node":"${nodes[seq % nodes.length]}","progress":${Math.round(random() * 1_000) / 10},"tokens":${Math.floor(random() * 4_000)},"text":"${rare}${text(14)}"}`
      default:
        return `{"time":"${new Date(at).toISOString()}","level":"info","message":"${rare}${text(18)}","request":{"id":"${Math.floor(random() * 2 ** 32).toString(16)}","duration_ms":${Math.floor(random() * 5_000)},"path":"/v1/items/${Math.floor(random() * 90_000)}"},"worker":${seq % 32}}`
    }
  }
}
