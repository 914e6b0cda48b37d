// A log with a past, for measuring: one large run of JSON events and two hundred small ones around it, through the log's
// own writer. Arguments: data directory, events of the large run. Prints the large run's id.

import { type SeedEvent, type SeedRun, seedLog } from '../tests/support/seed-log.ts'

const [dataDir = '', count = ''] = process.argv.slice(2)

/** Five thousand words of which few are common and most are rare, as in any language (Zipf). */
const words = Array.from({ length: 5_000 }, (_, i) => {
  const letters = (i * 7_919 + 104_729)
    .toString(26)
    .replaceAll(/\d/g, (digit) => 'qwertyuiop'[Number(digit)] ?? '')
  return `${letters}${i % 13 === 0 ? 'ing' : ''}`
})
const nodes = ['outline', 'generate', 'safety_check', 'metrics', 'save'] as const

let state = 1
/** A number in [0, 1), the same in every run of the bench (Lehmer, MINSTD). */
function random(): number {
  state = (state * 48_271) % 2_147_483_647
  return state / 2_147_483_647
}
const word = () => words[Math.floor(words.length * random() ** 3)] ?? ''

function* large(total: number): Generator<SeedEvent> {
  for (let seq = 1; seq <= total; seq++) {
    if (seq % 1_500 === 0) {
      yield { name: 'ping', data: '{}' }
      continue
    }
    const node = nodes[Math.floor((seq / total) * nodes.length)] ?? 'save'
    const progress = Math.round((1_000 * seq) / total) / 10
    const text = `${word()} ${word()} ${word()} ${word()}`
    yield {
      name: seq % 20 === 0 ? 'status' : 'chunk',
      id: String(seq),
      data: JSON.stringify({ node, progress, tokens: Math.floor(random() * 4_000), text }),
    }
  }
  yield { name: 'end', data: '{}' }
}

function* runs(): Generator<SeedRun> {
  const params = { url: 'http://127.0.0.1:9/large', endEvent: 'end' }
  for (let i = 0; i < 200; i++) {
    yield { events: large(60), params: { ...params, url: `http://127.0.0.1:9/${i}` }, title: `small ${i}` }
  }
  yield { events: large(Number(count)), params, title: 'large' }
}

const ids = await seedLog(dataDir, runs())
process.stdout.write(`${ids.at(-1)}\n`)
