// The reader's part of alerts. Who sees some spaces alone is told of alerts of their runs, and of those that are about no run
// where they name no server or one that is seen.

import { type Alert, alertSchema } from '../../../../core/alerts/alert.ts'
import { standingSchema } from '../../../../core/alerts/judge.ts'
import type { AlertFilter, AlertReader } from '../../alert-rows.ts'
import type { AtOnce } from '../../port.ts'
import type { Row } from '../base/statements.ts'
import { int8s, type Param, texts } from '../base/values.ts'
import { type Database, isSeen } from './database.ts'
import { hadByRun } from './types-had.ts'

const seenRun = `EXISTS (SELECT FROM runlight.runs r WHERE r.id = ANY(a.runs) AND ${isSeen})`
/** The database's own JSON refuses NUL and lone surrogates; no text of JSON holds these signs, since its quotes are escaped. */
const seenServer = `(a.runs = '{}' AND a.run IS NULL AND (position('"server":null' IN a.alert) > 0 OR EXISTS (
  SELECT FROM runlight.servers s
  WHERE position('"server":' || to_json(s.name)::text IN a.alert) > 0 AND runlight.sees(s.space))))`

/** SQL that says whether alert `a` is told to the viewer. */
export function isTold(db: Database): string {
  return db.spaces() === 'all' ? 'true' : `(${seenRun} OR ${seenServer})`
}

export function createAlerts(db: Database): AtOnce<AlertReader> {
  return {
    alerts: (filter) => {
      const params: Param[] = []
      const put = (value: Param) => `$${params.push(value)}`
      const where = [isTold(db), ...conditions(filter, put)].join(' AND ')
      return db
        .all(
          `SELECT id, alert FROM runlight.alerts a WHERE ${where} ORDER BY id DESC LIMIT ${put(filter.limit)}`,
          ...params,
        )
        .map(toAlert)
    },
    unsettledAlerts: () =>
      db
        .all(`SELECT id, alert FROM runlight.alerts a WHERE unsettled AND ${isTold(db)} ORDER BY id`)
        .map(toAlert),
    alertsHad: () => {
      const rows = db.all(
        `SELECT DISTINCT r.id AS run, a.type FROM runlight.alerts a, unnest(a.runs) AS its
         JOIN runlight.runs r ON r.id = its AND ${isSeen} ORDER BY r.id`,
      )
      return [...hadByRun(rows)].map(([run, types]) => ({ run, types: [...types] }))
    },
    lastFired: () =>
      db
        .all(
          `SELECT DISTINCT ON (rule) rule, at FROM runlight.alerts a WHERE ${isTold(db)} ORDER BY rule, id DESC`,
        )
        .map(({ rule, at }) => ({ rule: String(rule), at: Number(at) })),
    standings: (runs) =>
      db
        .all(
          `SELECT run, rule, standing, alert FROM runlight.standings ${runs === undefined ? '' : 'WHERE run = ANY($1)'}`,
          ...(runs === undefined ? [] : [int8s(runs)]),
        )
        .map(({ run, rule, standing, alert }) => ({
          run: Number(run),
          rule: String(rule),
          standing: standingSchema.parse(JSON.parse(String(standing))),
          alert: alert === null ? null : Number(alert),
        })),
  }
}

function conditions(
  { run, types, severities = [], rule, open, since, before, news }: AlertFilter,
  put: (value: Param) => string,
): string[] {
  const all: string[] = []
  if (run !== null) all.push(`a.runs @> ARRAY[${put(run)}::bigint]`)
  if (types.length > 0) all.push(`a.type = ANY(${put(texts(types))}::text[])`)
  if (severities.length > 0) all.push(`a.severity = ANY(${put(texts(severities))}::text[])`)
  if (rule !== null) all.push(`a.rule = ${put(rule)}`)
  if (open) all.push('a.open')
  if (since !== null) all.push(`a.at >= ${put(since)}`)
  if (before !== null) all.push(`a.id < ${put(before)}`)
  if (news !== undefined)
    all.push(`(a.id > ${put(news.after)} OR a.id = ANY(${put(int8s(news.ids))}::bigint[]))`)
  return all
}

/** The alert of a row with its number. Throws a ZodError where it is damaged. */
export function toAlert({ id, alert }: Row): Alert {
  return alertSchema.parse({ ...JSON.parse(String(alert)), id })
}
