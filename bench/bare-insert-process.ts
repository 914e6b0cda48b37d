// The yardstick: the same rows into the same tables and text index, by SQLite alone, with nothing before it: no HTTP, no
// parser, no fold, no threads. Arguments: data directory, runs, events for each, events per transaction.

import { openLogForWriting } from '../src/engine/log/sqlite/file/open-log.ts'
import { eventKey } from '../src/engine/log/sqlite/rows/keys.ts'

const [dataDir = '', runs = '', perRun = '', perTransaction = ''] = process.argv.slice(2)
const words = 'once upon a time a small brave fox wanted to learn why the moon follows the river'.split(' ')
const db = openLogForWriting(dataDir)
const insertEvent = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
const insertText = db.prepare('INSERT INTO event_text (rowid, data) VALUES (?, ?)')
type Row = { readonly key: number; readonly id: string; readonly data: string }

const rows = function* (): Generator<Row> {
  for (let i = 0; i < Number(perRun); i++) {
    const chunk = `${words[(i * 7) % words.length]} ${words[(i * 13) % words.length]} ${words[(i * 3) % words.length]} ${i % 9973}`
    const data = `{"type":"content","data":{"chunk":"${chunk}","is_complete":false},"sent":${1_790_000_000_000 + i}}`
    for (let run = 1; run <= Number(runs); run++) yield { key: eventKey(run, i + 1), id: String(i + 1), data }
  }
}
const store = db.transaction((batch: readonly Row[]) => {
  for (const { key, id, data } of batch) {
    insertEvent.run(key, 1, 1_790_000_000_000, 'chunk', id, data, 0, null, null)
    insertText.run(key, data)
  }
})

let batch: Row[] = []
let spent = 0
const flush = () => {
  const sorted = batch.toSorted((a, b) => a.key - b.key)
  batch = []
  const started = performance.now()
  store(sorted)
  spent += performance.now() - started
}
for (const row of rows()) {
  batch.push(row)
  if (batch.length >= Number(perTransaction)) flush()
}
flush()
db.close()
process.stdout.write(
  `${JSON.stringify({ eventsPerSecond: Math.round((Number(runs) * Number(perRun)) / (spent / 1_000)) })}\n`,
)
