// Whether a run is what a filter asks for, by its summary alone. Pure.

import { assertNever } from '../basics/assert-never.ts'
import type { RunSummary } from '../run/run.ts'
import { countsAs } from '../run/tally.ts'
import type { ClientSide } from '../run/tapped.ts'
import type { FilterTerm, Value } from './ast.ts'
import { compare } from './fields.ts'
import { type Holding, type RunTrait, tokenFilters } from './filters.ts'
import { numberOf } from './numbers.ts'
import { instantOf } from './times.ts'
import { hasPhrase, words } from './words.ts'

/** Whether `text` is the value, or begins with it where it was written with a star; case aside. */
export function isName(text: string, { text: wanted, prefix }: Pick<Value, 'text' | 'prefix'>): boolean {
  const lower = text.toLowerCase()
  return prefix ? lower.startsWith(wanted.toLowerCase()) : lower === wanted.toLowerCase()
}

/** Whether `run` is what `term` asks for. */
export function runHolds(run: RunSummary, term: FilterTerm): boolean {
  return runFilterHolds(run, term) !== term.negated
}

function runFilterHolds(run: RunSummary, term: FilterTerm): boolean {
  const { name, values } = term
  switch (name) {
    case 'kind':
      return values.some((value) => isName(run.kind, value))
    case 'server':
      return values.some((value) => isName(run.server, value))
    case 'state':
      return values.some((value) => run.job.state === value.text)
    case 'connection':
      return values.some((value) => run.connection.state === value.text)
    case 'run':
      return values.some(({ text }) => run.id === Number(text) || run.tapped?.uid === text)
    case 'tag':
      return values.some((value) => run.marks.tags.some((tag) => isName(tag, value)))
    case 'title':
      return values.some((value) => contains(run.title, value))
    case 'note':
      return values.some((value) => contains(run.marks.note, value))
    case 'model':
      return values.some((value) => isName(run.job.usage?.model ?? '', value))
    case 'tool':
      return values.some((value) => run.job.toolNames?.some((tool) => isName(tool, value)) === true)
    case 'client':
      return values.some((value) => isClient(run.tapped?.client, value))
    case 'alert':
      return values.some((value) => run.attention?.had.some((type) => type === value.text) === true)
    case 'input_tokens':
    case 'output_tokens':
    case 'cached_tokens':
    case 'reasoning_tokens':
      return isAmount(run.job.usage?.[tokenFilters[name]] ?? null, term)
    case 'is':
      return values.some((value) => hasTrait(run, value.text as RunTrait))
    case 'has':
      return values.some((value) => hasThing(run, value.text as Holding))
    default:
      return false
  }
}

/** By its address or by its user agent. */
function isClient(client: ClientSide | undefined, value: Value): boolean {
  return client !== undefined && (contains(client.address, value) || contains(client.agent ?? '', value))
}

/** What is not known is no number. */
function isAmount(amount: number | null, { comparison, values }: FilterTerm): boolean {
  if (amount === null) return false
  return values.some(({ text }) => {
    const limit = numberOf(text) ?? Number.NaN
    return comparison === undefined ? amount === limit : compare(amount, comparison, limit)
  })
}

/** Whether any moment of the run is what a time asks for. Not after a time is before it, and the other way about. */
export function wasThere(run: RunSummary, { name, values, negated }: FilterTerm, now: number): boolean {
  const at = instant(values, now)
  if ((name === 'after') !== negated) return (run.lastEventAt ?? run.createdAt) >= at
  return Math.min(run.createdAt, run.job.firstEventAt ?? run.createdAt) < at
}

function hasTrait(run: RunSummary, trait: RunTrait): boolean {
  switch (trait) {
    case 'pinned':
      return run.marks.pinned
    case 'imported':
      return run.imported !== null
    case 'noted':
      return run.marks.note !== ''
    case 'tagged':
      return run.marks.tags.length > 0
    case 'seen':
      return run.marks.acknowledgedAt !== null
    // As the board counts them.
    case 'live':
    case 'finished':
      return countsAs(run, trait)
    case 'alerting':
      return (run.attention?.open.length ?? 0) > 0
    case 'tapped':
      return run.tapped !== undefined
    case 'client-gone':
      return run.tapped?.client.state === 'gone'
    case 'client-slow':
      return run.tapped?.client.state === 'slow'
    case 'unrecorded':
      return (run.tapped?.unrecorded ?? 0) > 0
    default:
      return assertNever(trait)
  }
}

function hasThing(run: RunSummary, thing: Holding): boolean {
  switch (thing) {
    case 'gap':
      return run.gaps > 0
    case 'note':
      return run.marks.note !== ''
    case 'tag':
      return run.marks.tags.length > 0
    case 'items':
      return run.job.items > 0
    case 'text':
      return run.job.textLength > 0
    case 'reasoning':
      return run.job.reasoned !== undefined
    case 'tools':
      return (run.job.tools ?? 0) > 0
    default:
      return assertNever(thing)
  }
}

function contains(text: string, { text: wanted, prefix }: Value): boolean {
  const phrase = words(wanted)
  if (phrase.length === 0) return text.toLowerCase().includes(wanted.toLowerCase())
  return hasPhrase(words(text), phrase, { prefix })
}

/** Values of times were checked by the parser; one that is out of reach lets nothing through. */
export function instant(values: readonly Value[], now: number): number {
  return instantOf(values[0]?.text ?? '', now) ?? Number.NaN
}
