// The one transaction of the live path (law 1): the fence, the events, and of each run its summary, its resume id and how many
// events it has. Who was thought to have a run, and how far it was, is checked by the transaction itself: if another has
// written meanwhile, nothing of it is stored.

import type { Batch } from '../../rows.ts'
import { fenced, isNotAsKnown } from '../base/postgres-errors.ts'
import type { Statement } from '../base/statements.ts'
import { bools, int4s, int8s, texts } from '../base/values.ts'
import { type ReadPiece, readPiece } from '../events/piece-words.ts'
import { clockOf } from '../team/place-of-member.ts'
import { checkpointStatement } from './checkpoints.ts'
import { isOurs, type MemberWriter } from './member-writer.ts'
import type { OpenRun, OpenRuns } from './open-runs.ts'
import { createEventRows } from './pack-commit.ts'
import type { Ahead, PackedBatch, RunColumns, RunPart } from './packed-batch.ts'
import type { RowsAhead } from './rows-ahead.ts'

/** A batch of which all is found out that does not depend on what is stored before it. */
export type ReadBatch = Omit<PackedBatch, 'runs'> & {
  readonly runs: readonly (Omit<RunPart, 'pieces'> & { readonly pieces: readonly ReadPiece[] })[]
}

/** `ahead`: what was read of it before. Throws where it was not: it has to be given whole. */
export function readBatch(batch: PackedBatch, ahead: Ahead<ReadPiece> | null): ReadBatch {
  const before = (run: number): readonly ReadPiece[] => {
    if (ahead === null || ahead.id !== batch.ahead)
      throw new Error('What was given to the writer ahead is not there.')
    return ahead.runs.get(run) ?? []
  }
  return {
    ...batch,
    runs: batch.runs.map((part) => ({
      ...part,
      pieces: [...(part.ahead ? before(part.run) : []), ...part.pieces.map(readPiece)],
    })),
  }
}

const tries = 5

/** Stores a batch. What is stored of it already, because its answer was lost, is not stored twice. `made`: rows that were made ahead. */
export function createCommit(
  writer: MemberWriter,
  runs: OpenRuns,
  made: RowsAhead,
): (batch: ReadBatch, again: boolean) => Promise<void> {
  const once = async (batch: ReadBatch): Promise<void> => {
    const known = await runs.get(batch.runs.map(({ run }) => run))
    const statements = statementsOf(batch, known, writer, made)
    if (statements.length > 0) await writer.write(...statements)
  }
  return async (batch, again) => {
    const ids = batch.runs.map(({ run }) => run)
    if (again) runs.forget(ids)
    for (let made = 1; ; made++) {
      try {
        return await once(batch)
      } catch (thrown) {
        runs.forget(ids)
        if (!isNotAsKnown(thrown)) throw thrown
        // Somebody else has written these runs, or what was written before was stored after all: once more, from what is there.
        if (made > 1) await writer.checkOurs(ids)
        if (made === tries) throw thrown
      }
    }
  }
}

/** Nothing of a run that was removed meanwhile. */
function statementsOf(
  batch: ReadBatch,
  known: ReadonlyMap<number, OpenRun>,
  writer: MemberWriter,
  made: RowsAhead,
): Statement[] {
  const rows = createEventRows(made)
  const changed: Changed[] = []
  for (const { run, columns, pieces } of batch.runs) {
    const open = known.get(run)
    if (open === undefined) continue
    const before = open.events
    // Another has added to it, and whoever made this summary has seen nothing of that.
    if (columns !== null && columns.events < before) throw fenced({ runs: [run] })
    rows.add(open, pieces, columns?.settled === true)
    if (columns !== null || open.events > before) changed.push({ open, before, columns })
  }
  const isKnown = ({ run }: { readonly run: number }) => known.has(run)
  return [
    ...(changed.length === 0 ? [] : [updateRuns(changed, writer)]),
    ...rows.statements(),
    ...numbered('attempts', 'attempt', batch.attempts.filter(isKnown)),
    ...numbered('gaps', 'gap', batch.gaps.filter(isKnown)),
    ...transitionStatements(batch.transitions.filter(isKnown)),
    ...checkpointStatement(batch.checkpoints.filter(isKnown)),
  ]
}

type Changed = {
  readonly open: OpenRun
  readonly before: number
  readonly columns: RunColumns | null
}

function updateRuns(changed: readonly Changed[], writer: MemberWriter): Statement {
  const { id, epoch } = writer.member()
  return {
    // What people have put on a run meanwhile stays: a summary may have been made before that.
    sql: `WITH written AS (
        UPDATE runlight.runs r SET
          summary = coalesce(g.summary, r.summary), resume_id = CASE WHEN g.summary IS NULL THEN r.resume_id ELSE g.resume_id END,
          job_state = coalesce(g.job_state, r.job_state),
          started_at = CASE WHEN g.summary IS NULL THEN r.started_at ELSE g.started_at END,
          finished_at = CASE WHEN g.summary IS NULL THEN r.finished_at ELSE g.finished_at END,
          wanted = coalesce(g.wanted, r.wanted),
          marks = CASE WHEN r.marks = g.marks_from THEN g.marks_to ELSE r.marks END,
          events = g.events, changed_by = $1, changed_clock = ${clockOf}
        FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::bigint[],
          $10::boolean[], $11::text[], $12::text[])
          AS g (run, before, events, summary, resume_id, job_state, started_at, finished_at, wanted, marks_from, marks_to)
        WHERE r.id = g.run AND r.events = g.before AND r.removed_at IS NULL AND ${isOurs('$1', '$13')}
        RETURNING r.id
      ) SELECT runlight.all_written((SELECT count(*) FROM written), $14)`,
    params: [
      id,
      int8s(changed.map(({ open }) => open.run)),
      int8s(changed.map(({ before }) => before)),
      int8s(changed.map(({ open }) => open.events)),
      texts(changed.map(({ columns }) => columns?.summary ?? null)),
      texts(changed.map(({ columns }) => columns?.resumeId ?? null)),
      texts(changed.map(({ columns }) => columns?.job[0] ?? null)),
      int8s(changed.map(({ columns }) => columns?.job[1] ?? null)),
      int8s(changed.map(({ columns }) => columns?.job[2] ?? null)),
      bools(changed.map(({ columns }) => columns?.wanted ?? null)),
      texts(changed.map(({ columns }) => columns?.marks?.from ?? null)),
      texts(changed.map(({ columns }) => columns?.marks?.to ?? null)),
      epoch,
      changed.length,
    ],
  }
}

type Numbered = { readonly run: number; readonly number: number }

/** A later one of the same number replaces it. */
function numbered(table: 'attempts' | 'gaps', column: string, rows: readonly Numbered[]): Statement[] {
  const last = [...new Map(rows.map((row) => [`${row.run} ${row.number}`, row])).values()]
  if (last.length === 0) return []
  return [
    {
      sql: `INSERT INTO runlight.${table} (run, number, ${column})
        SELECT * FROM unnest($1::bigint[], $2::integer[], $3::text[])
        ON CONFLICT (run, number) DO UPDATE SET ${column} = excluded.${column}`,
      params: [
        int8s(last.map(({ run }) => run)),
        int4s(last.map(({ number }) => number)),
        texts(last.map(({ run: _, ...row }) => JSON.stringify(row))),
      ],
    },
  ]
}

export function transitionStatements(transitions: Batch['transitions']): Statement[] {
  if (transitions.length === 0) return []
  return [
    {
      sql: `INSERT INTO runlight.transitions (run, number, at, attempt, after_seq, state, cause, job)
        SELECT * FROM unnest($1::bigint[], $2::integer[], $3::bigint[], $4::integer[], $5::bigint[], $6::text[], $7::text[], $8::text[])
        ON CONFLICT (run, number) DO UPDATE SET at = excluded.at, attempt = excluded.attempt,
          after_seq = excluded.after_seq, state = excluded.state, cause = excluded.cause, job = excluded.job`,
      params: [
        int8s(transitions.map(({ run }) => run)),
        int4s(transitions.map(({ number }) => number)),
        int8s(transitions.map(({ at }) => at)),
        int4s(transitions.map(({ attempt }) => attempt)),
        int8s(transitions.map(({ afterSeq }) => afterSeq)),
        texts(transitions.map(({ state }) => state)),
        texts(transitions.map(({ cause }) => (cause === null ? null : JSON.stringify(cause)))),
        texts(transitions.map(({ job }) => job)),
      ],
    },
  ]
}
