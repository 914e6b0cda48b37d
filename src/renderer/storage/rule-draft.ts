// Retention rules as form fields, and back. Pure. Invalid input is a problem of its field and is never taken as another
// limit.

import type { RetentionRule } from '../../core/storage/retention.ts'

export const units = ['MB', 'GB'] as const
type Unit = (typeof units)[number]

export type RuleDraft = {
  /** The React key of the row. */
  readonly key: number
  readonly kind: string | null
  readonly days: string
  readonly runs: string
  readonly size: string
  readonly unit: Unit
}

export type RuleProblems = Readonly<Partial<Record<'kind' | 'days' | 'runs' | 'size', string>>>

const unitBytes: Readonly<Record<Unit, number>> = { MB: 1e6, GB: 1e9 }

/** `rules` as fields. */
export function draftOf(rules: readonly RetentionRule[]): readonly RuleDraft[] {
  return rules.map(({ kind, days, runs, bytes }, i) => {
    const unit: Unit = bytes !== null && bytes % unitBytes.GB === 0 ? 'GB' : 'MB'
    return {
      key: i,
      kind,
      days: days === null ? '' : String(days),
      runs: runs === null ? '' : String(runs),
      size: bytes === null ? '' : String(bytes / unitBytes[unit]),
      unit,
    }
  })
}

/** `drafts` with a new row for the first of `kinds` without a rule; kind null is all others. */
export function addDraft(drafts: readonly RuleDraft[], kinds: readonly string[]): readonly RuleDraft[] {
  const free = [null, ...kinds].find((kind) => !drafts.some((draft) => draft.kind === kind))
  const key = Math.max(-1, ...drafts.map((draft) => draft.key)) + 1
  return [...drafts, { key, kind: free ?? null, days: '', runs: '', size: '', unit: 'GB' }]
}

/** The rules of `drafts`; null where one is invalid. Rows without a limit are left out. */
export function rulesOf(drafts: readonly RuleDraft[]): readonly RetentionRule[] | null {
  if (drafts.some((draft) => Object.keys(problemsOf(draft, drafts)).length > 0)) return null
  return drafts
    .map((draft) => ({
      kind: draft.kind,
      days: whole(draft.days),
      runs: whole(draft.runs),
      bytes: draft.size.trim() === '' ? null : Math.round(Number(draft.size) * unitBytes[draft.unit]),
    }))
    .filter(({ days, runs, bytes }) => days !== null || runs !== null || bytes !== null)
}

/** The problems of `draft` by field. */
export function problemsOf(draft: RuleDraft, drafts: readonly RuleDraft[]): RuleProblems {
  const twin = drafts.some((other) => other.key < draft.key && other.kind === draft.kind)
  return {
    ...(twin ? { kind: 'This kind has a rule above.' } : {}),
    ...(isWhole(draft.days, 36_500) ? {} : { days: 'Give whole days, 1 to 36,500.' }),
    ...(isWhole(draft.runs, 10_000_000) ? {} : { runs: 'Give a whole number of 1 or more.' }),
    ...(isSize(draft.size) ? {} : { size: 'Give a number above 0.' }),
  }
}

/** Whether two lists of rules are equal. */
export function sameRules(a: readonly RetentionRule[], b: readonly RetentionRule[]): boolean {
  const plain = (rules: readonly RetentionRule[]) =>
    JSON.stringify(rules.map(({ kind, days, runs, bytes }) => [kind, days, runs, bytes]))
  return plain(a) === plain(b)
}

function whole(text: string): number | null {
  return text.trim() === '' ? null : Number(text)
}

function isWhole(text: string, most: number): boolean {
  const trimmed = text.trim()
  return trimmed === '' || (/^\d{1,8}$/.test(trimmed) && Number(trimmed) >= 1 && Number(trimmed) <= most)
}

function isSize(text: string): boolean {
  const trimmed = text.trim()
  return trimmed === '' || (/^\d{1,6}(\.\d{1,3})?$/.test(trimmed) && Number(trimmed) > 0)
}
