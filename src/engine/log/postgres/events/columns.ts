// What a row of events says of each of them beside its texts, by columns: a column in which all are the same is that one value,
// which is what most are. They cross to the writer's thread as they are, and are its JSON there.

import type { StoredEvent } from '../../rows.ts'

/** By place in the row, or what all have. */
export type Column<T> = T | readonly T[]

/** The value of event `place` at `trueSize`, and the bytes of its raw data, of those that have some. */
type Sparse = readonly (readonly [place: number, value: number])[]

/** As JSON it is an outline (events/outline). */
export type Columns = {
  readonly count: number
  readonly at: Column<number>
  readonly attempt: Column<number>
  readonly flags: Column<number>
  readonly name: Column<string>
  readonly id: Column<string | null>
  /** UTF-16 units of the data as stored. */
  readonly size: Column<number>
  readonly trueSize?: Sparse
  readonly raw?: Sparse
}

/** Those of `events`, which are at least one. */
export function columnsOf(events: readonly StoredEvent[]): Columns {
  const trueSize = some(events, (event) => event.trueSize)
  const raw = some(events, (event) => event.raw?.length ?? null)
  return {
    count: events.length,
    at: column(events, (event) => event.at),
    attempt: column(events, (event) => event.attempt),
    flags: column(events, (event) => event.flags),
    name: column(events, (event) => event.name),
    id: column(events, (event) => event.id),
    size: column(events, (event) => event.data.length),
    ...(trueSize === null ? {} : { trueSize }),
    ...(raw === null ? {} : { raw }),
  }
}

/** Those of rows that follow each other, as of one. */
export function joinColumns(rows: readonly Columns[]): Columns {
  const join = <T extends string | number | null>(of: (row: Columns) => Column<T>) => joined(rows, of)
  const sparse = (name: 'trueSize' | 'raw') => {
    let before = 0
    const all = rows.flatMap((row) => {
      const from = before
      before += row.count
      return (row[name] ?? []).map(([place, value]) => [from + place, value] as const)
    })
    return all.length === 0 ? {} : { [name]: all }
  }
  return {
    count: rows.reduce((sum, { count }) => sum + count, 0),
    at: join((row) => row.at),
    attempt: join((row) => row.attempt),
    flags: join((row) => row.flags),
    name: join((row) => row.name),
    id: join((row) => row.id),
    size: join((row) => row.size),
    ...sparse('trueSize'),
    ...sparse('raw'),
  }
}

/** The values of a column one by one. */
export function wholeColumn<T extends string | number | null>(
  values: Column<T>,
  count: number,
): readonly T[] {
  return isList(values) ? values : new Array<T>(count).fill(values)
}

/** `values`, or the one value that they all are. */
export function shortColumn<T>(values: readonly T[]): Column<T> {
  const [first] = values
  return first !== undefined && values.every((value) => value === first) ? first : values
}

function column<T extends string | number | null>(
  events: readonly StoredEvent[],
  of: (event: StoredEvent) => T,
): Column<T> {
  return shortColumn(events.map(of))
}

function some(events: readonly StoredEvent[], of: (event: StoredEvent) => number | null): Sparse | null {
  let found: (readonly [number, number])[] | null = null
  for (const [place, event] of events.entries()) {
    const value = of(event)
    if (value === null) continue
    found ??= []
    found.push([place, value])
  }
  return found
}

function joined<T extends string | number | null>(
  rows: readonly Columns[],
  of: (row: Columns) => Column<T>,
): Column<T> {
  const values: T[] = []
  for (const row of rows) {
    const column = of(row)
    if (isList(column)) for (const value of column) values.push(value)
    else for (let i = 0; i < row.count; i++) values.push(column)
  }
  return shortColumn(values)
}

function isList<T extends string | number | null>(values: Column<T>): values is readonly T[] {
  return Array.isArray(values)
}
