// A collector as `runlight collect` opens it, in a process that may be killed, held or ended at any moment. It prints what it has
// stored, as its telemetry is told, before anything else can happen, and what it tells of itself. Argument: its options.

import { type CollectorNews, openCollector } from '../../src/engine/index.ts'
import { monotonic, say, sayDefect, startMember } from './team-words.ts'

const { url, name, ttlMs, dataDir, poolKey } = startMember()

// Ended while it still waits for its place there is nothing to hand over.
let end: () => void = () => process.exit(0)
process.once('SIGTERM', () => end())

function runsOf(news: CollectorNews): number[] {
  if (news.type === 'claimed') return news.runs.map(({ run }) => run)
  return 'run' in news ? [news.run] : []
}

/** Why a place was lost, or something is not taken. */
function whyOf(news: CollectorNews): string {
  return news.type === 'lost-place' || news.type === 'kept' ? news.why : ''
}

const collector = await openCollector({
  url,
  name,
  ttlMs,
  dataDir,
  only: { servers: [], tags: [] },
  version: 'test',
  secrets: { servers: new Map(), poolKey },
  env: {},
  tell: (news) => say({ told: news.type, why: whyOf(news), runs: runsOf(news), at: monotonic() }),
  onDefect: sayDefect,
  telemetry: () => ({
    committed: ({ runs }) =>
      say({ shown: runs.map(({ summary: { id, events, gaps } }) => ({ run: id, events, gaps })) }),
    refused: () => {},
    answered: () => {},
    alerts: () => {},
    lines: () => [],
    close: async () => {},
  }),
})
end = () => {
  void collector.close().then(
    () => process.exit(0),
    (thrown: unknown) => {
      process.stderr.write(`${String(thrown)}\n`)
      process.exit(1)
    },
  )
}
say({ ready: name })
