// What a person would use instead, on the same events as NDJSON: grep, and lnav (Debian's package) opening and filtering.

import { spawn } from 'node:child_process'

export type RivalRow = { readonly what: string; readonly seconds: number | null }

/** Seconds until the program ended; null where it is not installed. */
async function timeOf(program: string, args: readonly string[]): Promise<number | null> {
  const started = performance.now()
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore'] })
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('exit', (exit) => resolve(exit ?? 1))
  })
  return code === null ? null : Math.round(performance.now() - started) / 1_000
}

/** Times the programs on `file` with a rare `word` in it. */
export async function timeRivals(file: string, word: string): Promise<RivalRow[]> {
  return [
    { what: `grep -c ${word}`, seconds: await timeOf('grep', ['-c', word, file]) },
    { what: 'lnav, opening', seconds: await timeOf('lnav', ['-n', '-c', ':goto 100%', file]) },
    {
      what: `lnav, filtering for ${word}`,
      seconds: await timeOf('lnav', ['-n', '-c', `:filter-in ${word}`, file]),
    },
  ]
}
