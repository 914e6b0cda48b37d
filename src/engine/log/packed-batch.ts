// A batch on its way from one thread to another. Events cross as columns: a clone of an object for each writes the names of its
// members each time, and takes four times as long on both sides.

import type { Batch, NewEvent } from './rows.ts'

export type PackedBatch = Omit<Batch, 'events'> & {
  /** Of each event: run, sequence, attempt, arrival, flags. */
  readonly numbers: Float64Array
  readonly names: readonly string[]
  readonly ids: readonly (string | null)[]
  readonly data: readonly string[]
  /** Of those few whose data is not the whole truth, by their place among the events. */
  readonly odd: readonly (Pick<NewEvent, 'trueSize' | 'raw'> & { readonly index: number })[]
}

const columns = 5

export function packBatch({ events, ...rest }: Batch): PackedBatch {
  const numbers = new Float64Array(events.length * columns)
  const names: string[] = []
  const ids: (string | null)[] = []
  const data: string[] = []
  const odd: PackedBatch['odd'][number][] = []
  let at = 0
  for (const event of events) {
    numbers[at++] = event.run
    numbers[at++] = event.seq
    numbers[at++] = event.attempt
    numbers[at++] = event.at
    numbers[at++] = event.flags
    const { trueSize, raw } = event
    if (trueSize !== null || raw !== null) odd.push({ index: names.length, trueSize, raw })
    names.push(event.name)
    ids.push(event.id)
    data.push(event.data)
  }
  return { ...rest, numbers, names, ids, data, odd }
}

export function unpackBatch({ numbers, names, ids, data, odd, ...rest }: PackedBatch): Batch {
  const number = (at: number) => numbers[at] ?? 0
  const events: NewEvent[] = names.map((name, i) => {
    const at = i * columns
    return {
      run: number(at),
      seq: number(at + 1),
      attempt: number(at + 2),
      at: number(at + 3),
      name,
      id: ids[i] ?? null,
      data: data[i] ?? '',
      flags: number(at + 4),
      trueSize: null,
      raw: null,
    }
  })
  for (const { index, trueSize, raw } of odd) {
    const event = events[index]
    if (event !== undefined) events[index] = { ...event, trueSize, raw }
  }
  return { ...rest, events }
}
