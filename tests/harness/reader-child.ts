// A second process beside the engine: reads the log over and over as the reading commands do, until it is killed. It prints
// how many events it has seen, and what went wrong. Argument: data directory.

import { openReadOnlyLog } from '../../src/engine/index.ts'

const [, , dataDir = ''] = process.argv
for (;;) {
  try {
    const log = openReadOnlyLog(dataDir)
    let events = 0
    for (const run of (await log?.runs()) ?? []) {
      const from = Math.max(1, run.events - 200)
      const rows = (await log?.events(run.id, from, 1_000)) ?? []
      // The summary was read first: at least what it says must be there, unless the run was removed since.
      const isShort = (rows.at(-1)?.seq ?? 0) < run.events
      if (isShort && (await log?.runs())?.some(({ id }) => id === run.id))
        process.stdout.write(`error: run ${run.id} ends too early\n`)
      events += rows.length
    }
    await log?.close()
    process.stdout.write(`saw ${events}\n`)
  } catch (thrown) {
    process.stdout.write(`error: ${String(thrown)}\n`)
  }
  await new Promise((resolve) => setTimeout(resolve, 5))
}
