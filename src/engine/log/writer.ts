// The log's one writer. Every function here is one transaction, on a thread of its own, synchronous from its first
// statement to its commit; when it returns, what it wrote is on the disk.

import type Database from 'better-sqlite3'
import { RunlightError } from '../../core/errors.ts'
import type { RunSummary } from '../../core/run.ts'
import type { Server } from '../../core/server.ts'
import { type Batch, eventKey, type NewRun, runShift } from './batch.ts'
import { packText } from './text.ts'

export type Writer = ReturnType<typeof createWriter>

export function createWriter(db: Database.Database) {
  const insertEvent = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const insertText = db.prepare('INSERT INTO event_text (rowid, data) VALUES (?, ?)')
  const updateRun = db.prepare(
    'UPDATE runs SET summary = ?, resume_id = ?, job_state = ?, started_at = ?, finished_at = ? WHERE id = ?',
  )
  const putAttempt = db.prepare('INSERT OR REPLACE INTO attempts VALUES (?, ?, ?)')
  const putGap = db.prepare('INSERT OR REPLACE INTO gaps VALUES (?, ?, ?)')
  const insertTransition = db.prepare('INSERT INTO transitions VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  const putCheckpoint = db.prepare('INSERT OR REPLACE INTO checkpoints VALUES (?, ?, ?, ?, ?)')
  const insertRun = db.prepare(
    `INSERT INTO runs (uid, kind, server_id, base_url, params, has_secret, created_at, job_state, summary)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const putSummary = db.prepare('UPDATE runs SET summary = ? WHERE id = ?')
  const putSetting = db.prepare('INSERT OR REPLACE INTO settings VALUES (?, ?)')

  const commit = db.transaction((batch: Batch) => {
    // Runs are far apart in both B-trees: in order of key, each is written in one stretch.
    const events = batch.events.toSorted((a, b) => eventKey(a.run, a.seq) - eventKey(b.run, b.seq))
    for (const event of events) {
      const key = eventKey(event.run, event.seq)
      const { attempt, at, name, id, data, flags, trueSize, raw } = event
      insertEvent.run(
        key,
        attempt,
        at,
        packText(name),
        id === null ? null : packText(id),
        packText(data),
        flags,
        trueSize,
        raw,
      )
      insertText.run(key, data)
    }
    for (const { summary, resumeId } of batch.runs) {
      const { id, job } = summary
      updateRun.run(JSON.stringify(summary), resumeId, job.state, job.firstEventAt, job.finishedAt, id)
    }
    for (const { run, ...attempt } of batch.attempts)
      putAttempt.run(run, attempt.number, JSON.stringify(attempt))
    for (const { run, ...gap } of batch.gaps) putGap.run(run, gap.number, JSON.stringify(gap))
    for (const t of batch.transitions) {
      insertTransition.run(t.run, t.number, t.at, t.attempt, t.afterSeq, t.state, t.cause, t.job)
    }
    for (const { run, seq, job } of batch.checkpoints) putCheckpoint.run(run, seq, Buffer.from(job), 0, '')
  })

  const addRun = db.transaction((run: NewRun): number => {
    const { uid, kind, serverId, baseUrl, params, hasSecret, summary } = run
    const { lastInsertRowid } = insertRun.run(
      uid,
      kind,
      serverId,
      baseUrl,
      JSON.stringify(params),
      hasSecret ? 1 : 0,
      summary.createdAt,
      summary.job.state,
      '',
    )
    const id = Number(lastInsertRowid)
    const whole: RunSummary = { ...summary, id }
    putSummary.run(JSON.stringify(whole), id)
    return id
  })

  const removeRun = db.transaction((run: number) => {
    const range = [run * runShift, (run + 1) * runShift]
    db.prepare(
      'DELETE FROM event_text WHERE rowid IN (SELECT key FROM events WHERE key >= ? AND key < ?)',
    ).run(range)
    db.prepare('DELETE FROM events WHERE key >= ? AND key < ?').run(range)
    db.prepare('DELETE FROM runs WHERE id = ?').run(run)
  })

  const saveServer = db.transaction(
    (server: Omit<Server, 'id' | 'needsSecret'>, id: number | null): number => {
      const { name, baseUrl, auth, headerNames, hasSecret, caPem, proxyUrl, createdAt } = server
      const values = [name, baseUrl, auth, JSON.stringify(headerNames), hasSecret ? 1 : 0, caPem, proxyUrl]
      const twin = db.prepare('SELECT id FROM servers WHERE name = ?').pluck().get(name)
      if (twin !== undefined && twin !== id) {
        throw new RunlightError(
          'bad-input',
          `There is a server named “${name}” already: choose another name.`,
          {
            problems: { name: `There is a server named “${name}” already.` },
          },
        )
      }
      if (id !== null) {
        db.prepare(
          `UPDATE servers SET name = ?, base_url = ?, auth = ?, header_names = ?, has_secret = ?, ca_pem = ?, proxy_url = ?
         WHERE id = ?`,
        ).run(...values, id)
        return id
      }
      const insert = db.prepare(
        `INSERT INTO servers (name, base_url, auth, header_names, has_secret, ca_pem, proxy_url, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      return Number(insert.run(...values, createdAt).lastInsertRowid)
    },
  )

  return {
    commit: (batch: Batch) => commit.immediate(batch),
    addRun: (run: NewRun) => addRun.immediate(run),
    removeRun: (run: number) => removeRun.immediate(run),
    saveServer: (server: Omit<Server, 'id' | 'needsSecret'>, id: number | null) =>
      saveServer.immediate(server, id),
    removeServer: (id: number) => {
      db.prepare('DELETE FROM servers WHERE id = ?').run(id)
    },
    setSetting: (name: string, value: string) => {
      putSetting.run(name, value)
    },
    close: () => {
      db.close()
    },
  }
}
