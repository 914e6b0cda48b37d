// What the tables of access hold, as the shapes of a team. Text that a stranger chose is cleaned on its way in: the database
// refuses NUL, and a name with line breaks would forge lines wherever names are listed.

import { DatabaseError } from 'pg'
import { z } from 'zod'
import { parseJson } from '../../../../core/basics/json.ts'
import type { Given } from '../../../../core/team/roles.ts'
import { roleSchema } from '../../../../core/team/team.ts'
import type { Row } from '../base/statements.ts'

const givenSchema = z.array(z.object({ space: z.number().nullable(), role: roleSchema }))

/** What was given, by a column of JSON. */
export function givenIn(column: Row[string] | undefined): readonly Given[] {
  const parsed = parseJson(String(column))
  return givenSchema.parse(parsed.ok ? parsed.value : null)
}

/** The JSON of what a session or token was given: `of` is a condition on `g`, a row of grants. */
export function givenJson(of: string): string {
  return `coalesce((SELECT json_agg(json_build_object('space', g.space, 'role', g.role)) FROM runlight.grants g WHERE ${of})::text, '[]')`
}

/** A column of times, as epoch ms. */
export function inMs(column: string): string {
  return `(extract(epoch FROM ${column}) * 1000)::float8`
}

/** One line of signs that show, of at most `longest` UTF-16 units. */
export function oneLine(text: string, longest: number): string {
  const shown = text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim()
  return shown.length <= longest ? shown : `${shown.slice(0, longest - 1).toWellFormed()}…`
}

export function numberOrNull(value: Row[string] | undefined): number | null {
  return value === null || value === undefined ? null : Number(value)
}

export function textOrNull(value: Row[string] | undefined): string | null {
  return value === null || value === undefined ? null : String(value)
}

/** The SQLSTATE of what the database refused; null for anything else. */
export function sqlStateOf(thrown: unknown): string | null {
  return thrown instanceof DatabaseError ? (thrown.code ?? null) : null
}
