// The faults that can be laid over a recording: those that need nothing of its content. Several at once are bent one into the
// other, in the order of the list.

import { type Fault, type FaultName, faults } from '../faults/catalogue.ts'

/** What only a service with content of its own can do wrong. */
const ofContent: readonly FaultName[] = [
  'repeat-state',
  'keepalive',
  'null-total',
  'failing',
  'error-event',
  'done-after-error',
  'unsafe',
  'edited',
  'burst',
  'rtl',
  'long-titles',
]

export const replayFaults: readonly Fault[] = faults.filter(({ name }) => !ofContent.includes(name))

/** The faults of these names, in the order of the list; or the first name that is none. */
export function findFaults(
  names: readonly string[],
):
  | { readonly ok: true; readonly faults: readonly FaultName[] }
  | { readonly ok: false; readonly name: string } {
  const unknown = names.find((name) => !replayFaults.some((fault) => fault.name === name))
  if (unknown !== undefined) return { ok: false, name: unknown }
  return {
    ok: true,
    faults: replayFaults.flatMap(({ name }) => (names.includes(name) ? [name] : [])),
  }
}
