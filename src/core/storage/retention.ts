// Which runs retention removes: a pure function of the runs, the rules and the time. Within a rule's group the oldest
// go first, and no more than the rule asks for. Pinned and live runs are never removed and do not count towards a
// limit: a large pinned run must not push out everything new.

import { z } from 'zod'

/** How long the runs of a kind are kept; null is without limit. `kind` null stands for all that have no rule of their own, together. */
export const retentionRuleSchema = z.object({
  kind: z.string().max(200).nullable(),
  days: z.int().min(1).max(36_500).nullable(),
  runs: z.int().min(1).max(10_000_000).nullable(),
  bytes: z.int().min(1).nullable(),
})

export type RetentionRule = z.infer<typeof retentionRuleSchema>

/** Which limit takes a run away. */
export const limits = ['days', 'runs', 'bytes'] as const
type Limit = (typeof limits)[number]

/** A run as retention sees it. `at` is when it was last added to (epoch ms); `bytes` is its share of the disk. */
export type KeptRun = {
  readonly id: number
  readonly kind: string
  readonly at: number
  readonly bytes: number
  readonly live: boolean
  readonly pinned: boolean
}

type Removal<R extends KeptRun> = { readonly run: R; readonly rule: RetentionRule; readonly by: Limit }

export type RetentionPlan<R extends KeptRun> = {
  /** Oldest first. */
  readonly remove: readonly Removal<R>[]
  /** Runs that would go if nothing were pinned, oldest first. */
  readonly pinned: readonly R[]
}

export const dayMs = 86_400_000

/** What `rules` take away of `runs` at `now` (epoch ms). */
export function planRetention<R extends KeptRun>(
  runs: readonly R[],
  rules: readonly RetentionRule[],
  now: number,
): RetentionPlan<R> {
  const groups = new Map<RetentionRule, R[]>()
  for (const run of runs) {
    const rule = ruleFor(rules, run.kind)
    if (rule === undefined) continue
    const group = groups.get(rule)
    if (group === undefined) groups.set(rule, [run])
    else group.push(run)
  }
  const remove: Removal<R>[] = []
  const pinned: R[] = []
  for (const [rule, group] of groups) {
    const settled = group.filter((run) => !run.live).toSorted(byAge)
    const unpinned = settled.filter((run) => !run.pinned)
    remove.push(...excess(unpinned, rule, now))
    for (const { run } of excess(settled, rule, now)) if (run.pinned) pinned.push(run)
  }
  return { remove: remove.toSorted((a, b) => byAge(a.run, b.run)), pinned: pinned.toSorted(byAge) }
}

/** The rule that holds for `kind`: its own, else the one for all others. */
export function ruleFor(rules: readonly RetentionRule[], kind: string): RetentionRule | undefined {
  return rules.find((rule) => rule.kind === kind) ?? rules.find((rule) => rule.kind === null)
}

/** `runs`, oldest first, up to the last that has to go. */
function excess<R extends KeptRun>(runs: readonly R[], rule: RetentionRule, now: number): Removal<R>[] {
  let bytes = runs.reduce((sum, run) => sum + run.bytes, 0)
  let count = runs.length
  const goes: Removal<R>[] = []
  for (const run of runs) {
    const by = broken(run, rule, now, count, bytes)
    if (by === null) break
    goes.push({ run, rule, by })
    bytes -= run.bytes
    count--
  }
  return goes
}

/** The limit that `run`, the oldest of what is left, breaks. */
function broken(run: KeptRun, rule: RetentionRule, now: number, count: number, bytes: number): Limit | null {
  if (isOld(run, rule, now)) return 'days'
  if (rule.runs !== null && count > rule.runs) return 'runs'
  return rule.bytes !== null && bytes > rule.bytes ? 'bytes' : null
}

function isOld(run: KeptRun, rule: RetentionRule, now: number): boolean {
  return rule.days !== null && run.at < now - rule.days * dayMs
}

function byAge(a: KeptRun, b: KeptRun): number {
  return a.at - b.at || a.id - b.id
}
