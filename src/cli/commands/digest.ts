// `runlight digest`: what happened since a time, for a shift's hand-over, read beside whatever engine may be writing the log.

import { digestMarkdown } from '../../core/alerts/digest-text.ts'
import { isoTime } from '../../core/basics/times.ts'
import { instantOf } from '../../core/query/times.ts'
import type { CliHost } from '../host/host.ts'
import { type LogOptions, openLogOf } from '../hub/open-log.ts'
import { formatDay } from '../terminal/format-time.ts'
import { jsonLine } from '../terminal/json-line.ts'
import { printable } from '../terminal/printable.ts'

export type DigestOptions = LogOptions & {
  /** As in a search: `8h`, `today`, `2026-01-31 06:00`. */
  readonly since: string
  readonly until?: string
  readonly format: 'md' | 'json'
}

const usage = 2

/** Prints the digest and gives the exit code: 0, or 2 for times that do not go together. */
export async function digest(host: CliHost, options: DigestOptions): Promise<number> {
  const now = Date.now()
  const since = instantOf(options.since, now) ?? now
  const until = options.until === undefined ? now : (instantOf(options.until, now) ?? now)
  if (since >= until) {
    host.err.write('runlight: --since must lie before --until, which is now where it is not given.\n')
    return usage
  }
  const log = await openLogOf(host, options)
  if (log === null) {
    host.err.write('runlight: No run is stored here yet: “runlight watch” begins one.\n')
    return 0
  }
  try {
    const found = await log.digest(since, until)
    if (options.format === 'json') {
      const entries = found.entries.map((entry) => ({ ...entry, at: isoTime(entry.at) }))
      host.out.write(jsonLine({ ...found, since: isoTime(since), until: isoTime(until), entries }))
    } else {
      for (const line of digestMarkdown(found, formatDay).trimEnd().split('\n'))
        host.out.write(`${printable(line)}\n`)
    }
    return 0
  } finally {
    await log.close()
  }
}
