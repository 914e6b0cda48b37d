// A log of format 1, as the first version wrote it: its one migration, and its writer's statements. Kept as code, so that
// the file itself is made anew wherever it is needed and can be read here. It must not follow the writer of today.

import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sql } from '../../src/engine/log/sqlite/migrations/0001-live-path.ts'

const shift = 2 ** 32

/** Makes `runlight.db` of format 1 in `dataDir` with `runs` finished runs of `events` events each; gives its path. */
export function makeVersionOne(dataDir: string, runs = 3, events = 100): string {
  const path = join(dataDir, 'runlight.db')
  const db = new Database(path)
  db.pragma('auto_vacuum = INCREMENTAL')
  db.pragma('journal_mode = WAL')
  db.transaction(() => {
    db.exec(sql)
    db.pragma('user_version = 1')
  }).immediate()
  const insertRun = db.prepare(
    `INSERT INTO runs (uid, kind, server_id, base_url, params, has_secret, created_at, job_state, started_at, finished_at, resume_id, summary)
     VALUES (?, 'plain', 1, '', ?, 0, ?, 'completed', ?, ?, ?, ?)`,
  )
  const insertEvent = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const insertText = db.prepare('INSERT INTO event_text (rowid, data) VALUES (?, ?)')
  db.transaction(() => {
    db.prepare(
      `INSERT INTO servers (name, base_url, auth, header_names, has_secret, ca_pem, proxy_url, created_at)
       VALUES ('Staging', 'https://staging.example', 'none', '[]', 0, NULL, NULL, 1767225600000)`,
    ).run()
    db.prepare('INSERT INTO settings VALUES (?, ?)').run('settings', '{"theme":"dark"}')
    for (let run = 1; run <= runs; run++) {
      const startedAt = 1_767_225_600_000 + run * 60_000
      const at = (seq: number) => startedAt + seq * 20
      const params = JSON.stringify({ url: `https://staging.example/${run}`, method: 'GET', endEvent: 'end' })
      insertRun.run(
        `run-${run}`,
        params,
        startedAt,
        at(1),
        at(events),
        String(events - 1),
        JSON.stringify(summary(run, startedAt, events, at)),
      )
      for (let seq = 1; seq <= events; seq++) {
        const last = seq === events
        const data = last ? '' : versionOneData(run, seq)
        const key = run * shift + seq
        insertEvent.run(
          key,
          1,
          at(seq),
          last ? 'end' : 'message',
          last ? null : String(seq),
          data,
          last ? 8 : 0,
          null,
          null,
        )
        insertText.run(key, data)
      }
      db.prepare('INSERT INTO attempts VALUES (?, 1, ?)').run(
        run,
        JSON.stringify(attempt(run, startedAt, events)),
      )
      db.prepare("INSERT INTO transitions VALUES (?, 1, ?, 1, 0, 'connecting', NULL, NULL)").run(
        run,
        startedAt,
      )
      db.prepare("INSERT INTO transitions VALUES (?, 2, ?, 1, ?, 'closed', NULL, NULL)").run(
        run,
        at(events),
        events,
      )
    }
  }).immediate()
  db.close()
  return path
}

/** The data of event `seq` of run `run` in such a log. */
export function versionOneData(run: number, seq: number): string {
  return `run ${run} says ${seq}: the quick brown fox`
}

function summary(run: number, startedAt: number, events: number, at: (seq: number) => number) {
  return {
    id: run,
    kind: 'plain',
    serverId: 1,
    server: 'Staging',
    title: `Run ${run}`,
    createdAt: startedAt,
    againOf: null,
    generates: false,
    job: {
      state: 'completed',
      cause: null,
      percent: null,
      done: null,
      total: null,
      raw: null,
      firstProgress: null,
      stages: [],
      stage: null,
      stageCount: 0,
      stagesOf: null,
      items: 0,
      textLength: 0,
      failedChecks: 0,
      lastLog: versionOneData(run, events - 1),
      firstEventAt: at(1),
      firstContentAt: null,
      finishedAt: at(events),
    },
    connection: { state: 'closed', cause: null, attempt: 1, since: at(events), retryAt: null },
    events,
    pings: 0,
    unreadable: 0,
    repeats: 0,
    late: 0,
    gaps: 0,
    bytes: events * 60,
    lastEventAt: at(events),
    lastBytesAt: at(events),
    beatMs: null,
  }
}

function attempt(run: number, startedAt: number, events: number) {
  return {
    number: 1,
    startedAt,
    openedAt: startedAt,
    endedAt: startedAt + events * 20,
    method: 'GET',
    url: `https://staging.example/${run}`,
    status: 200,
    headers: [['content-type', 'text/event-stream']],
    redirects: [],
    resumedFrom: null,
    bytes: events * 60,
    events,
    comments: 0,
    replayed: 0,
    ending: 'The stream’s terminal event arrived',
    bodyHead: null,
    afterSeq: 0,
  }
}
