// What is stored of a run's connections, of a run that is there and seen.

import { withReceived } from '../../../../core/run/received.ts'
import {
  type Attempt,
  attemptSchema,
  type Gap,
  gapSchema,
  type Transition,
  transitionSchema,
} from '../../../../core/run/run.ts'
import type { RunReader } from '../../run-reader.ts'
import type { Row } from '../base/statements.ts'
import type { Database } from './database.ts'
import type { Heads } from './heads.ts'

type Places = Pick<RunReader, 'gapPlaces' | 'attemptPlaces' | 'bearsOnJob' | 'lastTransition' | 'gapsBefore'>

export type Connections = Places & {
  readonly attempts: (run: number, most?: number) => Attempt[]
  readonly gaps: (run: number, most?: number) => Gap[]
  readonly transitions: (run: number, limit: number) => Transition[]
  readonly jobTransitions: (run: number, seq: number) => Transition[]
}

const everything = 2 ** 31 - 1

export function createConnections(db: Database, heads: Heads): Connections {
  const rows = (
    run: number,
    sql: string,
    ...params: readonly (string | number | boolean)[]
  ): readonly Row[] => (heads(run) === null ? [] : db.all(sql, run, ...params))
  /** The latest `most` records of a run's connections, in their order. */
  const latest = (what: 'attempt' | 'gap', run: number, most: number) =>
    rows(
      run,
      `SELECT ${what} AS json FROM runlight.${what}s WHERE run = $1 ORDER BY number DESC LIMIT $2`,
      Math.min(most, everything),
    )
      .map((row): unknown => JSON.parse(String(row.json)))
      .reverse()
  const transitions = (run: number, rest: string, ...params: readonly number[]) =>
    rows(
      run,
      `SELECT number, at, attempt, after_seq, state, cause, job FROM runlight.transitions WHERE run = $1 ${rest}`,
      ...params,
    ).map(toTransition)
  const gaps = (run: number, most: number = everything) =>
    latest('gap', run, most).map((one) => gapSchema.parse(one))
  const attempts = (run: number, most: number) =>
    latest('attempt', run, most).map((one) => attemptSchema.parse(one))

  return {
    attempts: (run, most = everything) => {
      const list = attempts(run, most)
      const { received, connection } = heads(run)?.stored().summary ?? {}
      return received === undefined || connection === undefined
        ? list
        : withReceived(list, { received, connection })
    },
    gaps,
    transitions: (run, limit) =>
      transitions(run, 'ORDER BY number DESC LIMIT $2', Math.min(limit, everything)).reverse(),
    jobTransitions: (run, seq) =>
      transitions(run, 'AND after_seq >= $2 AND job IS NOT NULL ORDER BY number', seq),
    gapPlaces: (run) => gaps(run).map(({ afterSeq }) => afterSeq),
    attemptPlaces: (run) =>
      attempts(run, everything).flatMap(({ number, afterSeq }) => (number > 1 ? afterSeq : [])),
    bearsOnJob: (run, seq) =>
      transitions(run, 'AND after_seq = $2 AND job IS NOT NULL LIMIT 1', seq).length > 0,
    lastTransition: (run, seq, until) =>
      transitions(
        run,
        'AND (after_seq < $2 OR (after_seq = $2 AND at <= $3::float8)) ORDER BY number DESC LIMIT 1',
        seq,
        until,
      )[0] ?? null,
    gapsBefore: (run, seq, at, orOpen) =>
      gaps(run).filter(
        ({ afterSeq, until }) =>
          afterSeq < seq || (afterSeq === seq && (orOpen || (until !== null && until <= at))),
      ).length,
  }
}

function toTransition({ number, at, attempt, after_seq: afterSeq, state, cause, job }: Row): Transition {
  const told: unknown = cause === null ? null : JSON.parse(String(cause))
  return transitionSchema.parse({ number, at, attempt, afterSeq, state, cause: told, job })
}
