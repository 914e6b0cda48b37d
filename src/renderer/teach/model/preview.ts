// A run as it would be by the rules that were taught: the same fold as everywhere (law 5), over the events that were pulled.

import type { Output } from '../../../core/contract/contract.ts'
import { fold, foldConnection, newJob } from '../../../core/job/fold.ts'
import type { Job } from '../../../core/job/job.ts'
import type { Kind } from '../../../core/kind/kind.ts'
import { compileKind } from '../../../core/kind-file/compile.ts'
import { flags } from '../../../core/log/flags.ts'
import type { EventRow, Transition } from '../../../core/run/run.ts'
import { type Draft, fileOf, idOfDraft, withDefaults } from './draft.ts'
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
  readonly problems: readonly DraftProblem[]
}

type Asked = {
  readonly draft: Draft
  readonly rows: readonly EventRow[]
  readonly grouped: Grouped
  /** Those that bear on the job; none where not all events were pulled, or the run goes on. */
  readonly transitions: Output<'runs.connection'>['transitions']
}

/** The run of `rows` as `draft` reads it. */
export function previewOf({ draft, rows, grouped, transitions }: Asked): Preview {
  const { kind, problems } = kindOfDraft(draft)
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
    problems,
  }
}

/** The kind of `draft`, without its reader, which the page does not have; what is wrong with a rule leaves the others. */
function kindOfDraft(draft: Draft): {
  readonly kind: Kind
  readonly problems: readonly DraftProblem[]
} {
  const problems: DraftProblem[] = []
  const parsed = withDefaults(fileOf({ ...draft, reader: '' }))
  const first = compileKind(idOfDraft(draft), parsed, [], ([part, at], reason) => {
    const rule = part === 'rules' && typeof at === 'number' ? (draft.rules[at]?.key ?? null) : null
    problems.push({ rule, reason })
  })
  const broken = new Set(problems.map(({ rule }) => rule))
  if (draft.rules.every(({ key }) => !broken.has(key))) return { kind: first, problems }
  const rules = parsed.rules.filter((_, i) => !broken.has(draft.rules[i]?.key ?? null))
  return { kind: compileKind(idOfDraft(draft), { ...parsed, rules }, [], () => {}), problems }
}
