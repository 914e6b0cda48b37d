// A run as it would be by the rules that were taught: the same fold as everywhere (law 5), over the events that were pulled.

import type { Output } from '../../../core/contract/contract.ts'
import { fold, foldConnection, newJob } from '../../../core/job/fold.ts'
import type { Job } from '../../../core/job/job.ts'
import type { Kind } from '../../../core/kind/kind.ts'
import { compileKind } from '../../../core/kind-file/compile.ts'
import type { ParsedKindFile } from '../../../core/kind-file/format.ts'
import { flags } from '../../../core/log/flags.ts'
import type { EventRow, Transition } from '../../../core/run/run.ts'
import { type Draft, emptyDraft, fileOf, idOfDraft, withDefaults } from './draft.ts'
import type { Group, Grouped } from './groups.ts'

/** What is wrong with what was taught: with a rule, by its key, or with the rest. */
export type DraftProblem = { readonly rule: number | null; readonly reason: string }

export type Preview = {
  readonly job: Job
  /** Events that gave a reading, and those that were to be read and could not be. */
  readonly read: number
  readonly unreadable: number
  /** Events that gave none, by their group; null for those of none. */
  readonly unread: readonly { readonly group: Group | null; readonly events: number }[]
}

type Asked = {
  /** What of the draft decides what its events say: the rest may be typed without folding the run anew. */
  readonly taught: Pick<Draft, 'rules' | 'onClose'>
  readonly rows: readonly EventRow[]
  readonly grouped: Grouped
  /** Those that bear on the job; none where not all events were pulled, or the run goes on. */
  readonly transitions: Output<'runs.connection'>['transitions']
}

/** The run of `rows` as what was taught reads it; a rule with something wrong reads nothing. */
export function previewOf({ taught, rows, grouped, transitions }: Asked): Preview {
  const kind = kindOf({ ...emptyDraft, ...taught })
  const unread = new Map<Group | null, number>()
  let [job, read, unreadable, next] = [newJob(), 0, 0, 0]
  const endsWell = (ended: Job) => kind.endsWell?.(ended, {}) === true
  const move = ({ job: bearing, cause, at }: Transition) => {
    if (bearing !== null) job = foldConnection(job, bearing, cause ?? '', at, endsWell)
  }
  for (const [i, row] of rows.entries()) {
    for (let t = transitions[next]; t !== undefined && t.afterSeq < row.seq; t = transitions[++next]) move(t)
    const readings = kind.read(row, {})
    job = fold(job, { at: row.at, readings, repeat: (row.flags & flags.repeat) !== 0 })
    const group = grouped.of[i] ?? null
    if (readings.length === 0) unread.set(group, (unread.get(group) ?? 0) + 1)
    else if (readings.some(({ type }) => type === 'unreadable')) unreadable++
    else read++
  }
  for (const t of transitions.slice(next)) move(t)
  return {
    job,
    read,
    unreadable,
    unread: [...unread].map(([group, events]) => ({ group, events })),
  }
}

/** What is wrong with `draft`, as far as the page knows: the reader is the engine's to find. */
export function problemsOf(draft: Draft): readonly DraftProblem[] {
  const problems: DraftProblem[] = []
  compileKind(idOfDraft(draft), parsed(draft), [], ([part, at], reason) => {
    const rule = part === 'rules' && typeof at === 'number' ? (draft.rules[at]?.key ?? null) : null
    problems.push({ rule, reason })
  })
  return problems
}

function kindOf(draft: Draft): Kind {
  const broken = new Set(problemsOf(draft).map(({ rule }) => rule))
  const rules = draft.rules.filter(({ key }) => !broken.has(key))
  return compileKind('', parsed({ ...draft, rules }), [], () => {})
}

function parsed(draft: Draft): ParsedKindFile {
  return withDefaults(fileOf({ ...draft, reader: '' }))
}
