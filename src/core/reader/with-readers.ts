// Gives a kind that takes any dialect its setting *Read as*. Which reader `auto` has chosen is a part of the job: it is folded
// like everything else, so that a scrub, an import and a restart read what the live run read.

import { parseJsonObject } from '../basics/json.ts'
import type { Reading } from '../job/reading.ts'
import type { Field, Kind, Params, StreamEvent } from '../kind/kind.ts'
import type { ReaderChoice } from '../run/run.ts'
import type { DialectEvent, Reader } from './reader.ts'

/** The parameter's name, and its values beside the ids of readers. */
export const readAs = { name: 'readAs', auto: 'auto', none: 'none' } as const

/** `kind` with the readers, where it takes them; else `kind` itself. */
export function withReaders(kind: Kind, readers: readonly Reader[]): Kind {
  if (kind.takesReader !== true) return kind
  const byId = new Map(readers.map((reader) => [reader.id, reader]))
  const autos = readers.filter(({ choice }) => choice === 'auto')
  const named = (params: Params) => params[readAs.name] ?? readAs.auto

  const read = (event: StreamEvent, params: Params, chosen?: string): readonly Reading[] => {
    const name = named(params)
    if (name === readAs.none) return kind.read(event, params)
    const said = withJson(event)
    const known = byId.get(name === readAs.auto ? (chosen ?? '') : name)
    const reader = known ?? (name === readAs.auto ? autos.find((one) => one.recognises(said)) : undefined)
    if (reader === undefined) return kind.read(event, params)
    const own = readWith(reader, said)
    // What the dialect does not know may be a ping, or a line from something on the way.
    const readings = own.length > 0 ? own : kind.read(event, params)
    return known === undefined ? [{ type: 'reader', id: reader.id }, ...readings] : readings
  }

  return {
    ...kind,
    fields: [...kind.fields, fieldFor(readers)],
    read,
    endsWell: (job, params) => {
      const name = named(params)
      const reader = byId.get(name === readAs.auto ? (job.reader?.id ?? '') : name)
      return reader?.endsWell(job) === true || kind.endsWell?.(job, params) === true
    },
  }
}

/** The reader that had been chosen before event `seq` of a run, by its summary; undefined where none had. */
export function chosenBefore(
  { reader }: { readonly reader?: ReaderChoice },
  seq: number,
): string | undefined {
  return reader !== undefined && reader.from < seq ? reader.id : undefined
}

const broken: Reading = { type: 'unreadable', reason: 'This looks like JSON and cannot be read as such.' }

/** JSON that broke off, was glued to more, or nests too deep. */
function isBroken({ data, json }: DialectEvent): boolean {
  return json === null && /^\s*\{\s*"/.test(data)
}

/** What `reader` makes of `event`. A dialect whose data is plain text may well send half an object: to it that is a piece. */
export function readWith(reader: Reader, said: DialectEvent): readonly Reading[] {
  const readings = reader.read(said)
  return readings.length === 0 && isBroken(said) ? [broken] : readings
}

/** The readers that recognise `event`, those that are only offered among them. */
export function readersFor(event: StreamEvent, readers: readonly Reader[]): readonly Reader[] {
  const said = withJson(event)
  return readers.filter((reader) => reader.recognises(said))
}

export function withJson(event: StreamEvent): DialectEvent {
  const { name, id, data } = event
  return { name, id, data, json: data.trimStart().startsWith('{') ? parseJsonObject(data) : null }
}

function fieldFor(readers: readonly Reader[]): Field {
  return {
    name: readAs.name,
    label: 'Read as',
    type: 'choice',
    required: false,
    default: readAs.auto,
    help: 'What the events mean. By itself Runlight reads only what cannot be anything else.',
    choices: [
      { value: readAs.auto, label: 'What it is, where that is certain' },
      { value: readAs.none, label: 'Events alone' },
      ...readers.map(({ id, label }) => ({ value: id, label })),
    ],
    advanced: true,
  }
}
