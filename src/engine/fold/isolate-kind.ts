// Isolates a kind: what its functions throw affects only the run that called them. Errors of `read` are caught in
// read-event.ts and noted here; the other functions get a fallback. Each defect is noted once, without the error's
// message, which may hold user data.

import { RunlightError } from '../../core/basics/errors.ts'
import type { Kind } from '../../core/kind/kind.ts'
import type { IsolatedKind } from './read-event.ts'

/** `note` is told once of each function that threw. */
export function isolateKind(kind: Kind, note: (where: string, thrown: unknown) => void): IsolatedKind {
  const noted = new Set<string>()
  const defect = (what: string, thrown: unknown) => {
    if (noted.has(what)) return
    noted.add(what)
    note(`${kind.id} ${what}`, withoutMessage(thrown))
  }
  const guarded = <A extends readonly unknown[], R>(
    what: string,
    call: (...args: A) => R,
    otherwise: () => R,
  ): ((...args: A) => R) => {
    return (...args) => {
      try {
        return call(...args)
      } catch (thrown) {
        defect(what, thrown)
        return otherwise()
      }
    }
  }
  return {
    ...kind,
    title: guarded('title', kind.title, () => kind.label),
    // Who cannot say that asking again only observes is not asked again (law 4).
    observes: guarded('observes', kind.observes, () => false),
    endsWell: guarded(
      'endsWell',
      (job, params) => kind.endsWell?.(job, params) === true,
      () => false,
    ),
    request: guarded('request', kind.request, () => {
      throw new RunlightError('internal', noRequestMessage(kind))
    }),
    onDefect: defect,
  }
}

/** What is said of a run whose request could not be made. */
export function noRequestMessage({ label }: Kind): string {
  return `A defect of Runlight kept “${label}” from making its request: other runs go on; save a diagnostic file and report it.`
}

function withoutMessage(thrown: unknown): Error {
  const name = thrown instanceof Error ? thrown.name : typeof thrown
  const frames =
    thrown instanceof Error ? (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : []
  const error = new Error(name)
  error.stack = [`${name} (its message is left out)`, ...frames].join('\n')
  return error
}
