// What a person would use instead, on the same events: grep and lnav (Debian's package) on the transcript, and lnav and DuckDB
// counting by two fields on the events' own JSON, a line each. DuckDB is whatever `duckdb` on the path answers to `-c SQL`.

import { spawn } from 'node:child_process'
import { createReadStream, createWriteStream, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'

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

/** Two fields, the numbers of one mixed everywhere: what `progress<50 tokens>3800` asks. */
const where = 'WHERE progress < 50 AND tokens > 3800'

/** Times the programs on the transcript `file` with a rare `word` in it; what they need is made beside it. */
export async function timeRivals(file: string, word: string): Promise<RivalRow[]> {
  const events = await plainEvents(file)
  const formats = lnavFormat(dirname(file))
  const ofEvents = `read_ndjson('${events}', columns = {progress: 'DOUBLE', tokens: 'BIGINT'})`
  return [
    { what: `grep -c ${word}`, seconds: await timeOf('grep', ['-c', word, file]) },
    { what: 'lnav, opening', seconds: await timeOf('lnav', ['-n', '-c', ':goto 100%', file]) },
    {
      what: `lnav, filtering for ${word}`,
      seconds: await timeOf('lnav', ['-n', '-c', `:filter-in ${word}`, file]),
    },
    {
      what: 'lnav, counting by two fields',
      seconds: await timeOf('lnav', [
        '-n',
        '-I',
        formats,
        '-c',
        `;SELECT count(*) FROM bench_log ${where}`,
        events,
      ]),
    },
    {
      what: 'duckdb, counting by two fields',
      seconds: await timeOf('duckdb', ['-c', `SELECT count(*) FROM ${ofEvents} ${where}`]),
    },
  ]
}

/** Writes the transcript's events as a service would have logged them: their own JSON with a time, a line each. */
async function plainEvents(transcript: string): Promise<string> {
  const file = `${transcript}.ndjson`
  const lines = createInterface({ input: createReadStream(transcript) })
  await pipeline(async function* () {
    for await (const line of lines) {
      const { type, at, data } = JSON.parse(line)
      if (type === 'event' && data.length > 2) yield `{"at":${at},${data.slice(1)}\n`
    }
  }, createWriteStream(file))
  return file
}

/** Tells lnav of the events' fields, as its user would; gives the folder for its `-I`. */
function lnavFormat(dir: string): string {
  const config = join(dir, 'lnav')
  mkdirSync(join(config, 'formats', 'bench'), { recursive: true })
  const value = {
    node: { kind: 'string' },
    progress: { kind: 'float' },
    tokens: { kind: 'integer' },
    text: { kind: 'string' },
  }
  const format = {
    title: 'Events of a run',
    'file-type': 'json',
    'timestamp-field': 'at',
    'timestamp-divisor': 1_000,
    'body-field': 'text',
    'line-format': [{ field: '__timestamp__' }, ' ', { field: 'text' }],
    value,
  }
  writeFileSync(
    join(config, 'formats', 'bench', 'bench.json'),
    JSON.stringify({ $schema: 'https://lnav.org/schemas/format-v1.schema.json', bench_log: format }),
  )
  return config
}
