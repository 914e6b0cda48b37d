// The rules and snoozes, as they are kept in the settings and as they are judged by: each rule with its scope and its search
// made ready once.

import { randomUUID } from 'node:crypto'
import { sameSnoozed } from '../../core/alerts/asleep.ts'
import type { Watched } from '../../core/alerts/history.ts'
import { alertSetting, readKept, writeKept } from '../../core/alerts/kept.ts'
import { firstRules } from '../../core/alerts/new-rule.ts'
import { isZone } from '../../core/alerts/quiet.ts'
import { mostRules, type Rule, type RuleDraft } from '../../core/alerts/rule.ts'
import { parseScope, scopeTest } from '../../core/alerts/scope.ts'
import type { Snooze, Snoozed } from '../../core/alerts/snooze.ts'
import { RunlightError } from '../../core/basics/errors.ts'
import type { Query } from '../../core/query/ast.ts'
import { parseQuery } from '../../core/query/parse.ts'
import type { Clock } from '../base/clock.ts'
import type { LogAccess } from '../log/port.ts'

/** A rule ready to be judged by. `query` finds its events; null where it waits for none. */
export type ReadyRule = {
  readonly rule: Rule
  readonly inScope: (run: Watched) => boolean
  readonly query: Query | null
}

const lentPrefix = 'lent:'

/** Whether a rule of this id was lent to an engine, and goes with it. */
export function isLent(rule: string): boolean {
  return rule.startsWith(lentPrefix)
}

export type RuleBook = ReturnType<typeof createRuleBook>

export function createRuleBook(log: Pick<LogAccess, 'setting' | 'setSetting'>, clock: Clock) {
  let rules: readonly Rule[] = []
  let ready: readonly ReadyRule[] = []
  /** Of the person who has this engine open, and of nobody after that. */
  let lent: readonly ReadyRule[] = []
  let snoozes: readonly Snooze[] = []
  let unread: readonly unknown[] = []
  let areNew = false
  let last: Promise<unknown> = Promise.resolve()

  const take = (next: readonly Rule[]) => {
    rules = next
    ready = [...next.map(makeReady), ...lent]
  }
  const store = async (next: { rules: readonly Rule[]; snoozes: readonly Snooze[] }) => {
    await log.setSetting(alertSetting, writeKept({ ...next, unread }))
    areNew = false
    take(next.rules)
    snoozes = next.snoozes
  }

  /** One change after the other: each begins from what the one before it has stored. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = last.then(act)
    last = turn.catch(() => {})
    return turn
  }

  return {
    /** Reads what is stored; of a log that has none, the first rules are taken. What cannot be read is left as it is. */
    load: async () => {
      const stored = await log.setting(alertSetting)
      const kept = stored === null ? null : readKept(stored)
      areNew = stored === null
      if (kept === null) return take(firstRules(clock.now()))
      take(kept.rules)
      snoozes = kept.snoozes
      unread = kept.unread
    },
    /** Stores the first rules where none were stored. Apart from `load`, which may find the log damaged: then it is left as it is. */
    storeFirst: () => inTurn(async () => void (areNew && (await store({ rules, snoozes })))),
    rules: () => rules,
    /** The stored rules, and those that are lent. */
    ready: () => ready,
    lent: (): readonly string[] => lent.map(({ rule }) => rule.id),
    /** Adds a rule that is kept in memory alone. Throws `bad-input`. */
    lend: (draft: RuleDraft, since: number): Rule => {
      checkDraft(draft)
      const rule: Rule = { ...draft, id: `${lentPrefix}${randomUUID()}`, since }
      lent = [...lent, makeReady(rule)]
      take(rules)
      return rule
    },
    snoozes: () => snoozes,
    get: (id: string): Rule | null => rules.find((rule) => rule.id === id) ?? null,
    /** Stores a rule; what it says now is news from now on. Rejects `bad-input`, `not-found`. */
    save: (id: string | null, draft: RuleDraft) =>
      inTurn(async (): Promise<Rule> => {
        checkDraft(draft)
        const before = id === null ? null : rules.find((rule) => rule.id === id)
        if (before === undefined)
          throw new RunlightError('not-found', 'There is no such rule any more: save it as a new one.')
        if (before === null && rules.length >= mostRules)
          throw new RunlightError('bad-input', `There can be ${mostRules} rules: remove one first.`)
        const saysTheSame = before?.enabled === true && sameMeaning(before, draft)
        const rule: Rule = {
          ...draft,
          id: before?.id ?? randomUUID(),
          since: saysTheSame ? before.since : clock.now(),
        }
        const next =
          before === null ? [...rules, rule] : rules.map((one) => (one.id === rule.id ? rule : one))
        await store({ rules: next, snoozes })
        return rule
      }),
    /** Rejects `not-found`. */
    remove: (id: string) =>
      inTurn(async (): Promise<void> => {
        if (!rules.some((rule) => rule.id === id))
          throw new RunlightError('not-found', 'There is no such rule any more.')
        const left = snoozes.filter(({ what }) => what.type !== 'rule' || what.rule !== id)
        await store({ rules: rules.filter((rule) => rule.id !== id), snoozes: left })
      }),
    snooze: (snooze: Snooze) =>
      inTurn(async (): Promise<void> => {
        const others = snoozes.filter(({ what }) => !sameSnoozed(what, snooze.what))
        await store({ rules, snoozes: [...others, snooze] })
      }),
    unsnooze: (gone: readonly Snoozed[]) =>
      inTurn(async (): Promise<void> => {
        const left = snoozes.filter(({ what }) => !gone.some((one) => sameSnoozed(one, what)))
        await store({ rules, snoozes: left })
      }),
  }
}

/** Whether two rules fire on the same, however they are called and told. */
export function sameMeaning(a: RuleDraft, b: RuleDraft): boolean {
  return JSON.stringify([a.when, a.scope]) === JSON.stringify([b.when, b.scope])
}

function makeReady(rule: Rule): ReadyRule {
  const { when } = rule
  return {
    rule,
    inScope: scopeTest(rule),
    query: when.type === 'event' ? parseQuery(when.query).query : null,
  }
}

/** Throws `bad-input` with the problems where a search of the rule cannot be understood, or its zone is none. */
export function checkDraft({ when, scope, quiet }: RuleDraft): void {
  const problems = [
    ...parseScope(scope.query).problems,
    ...(when.type === 'event' ? parseQuery(when.query).problems : []),
  ]
  const [first] = problems
  if (first !== undefined)
    throw new RunlightError('bad-input', `${first.message} ${first.mend}`, { problems })
  if (quiet !== null && quiet.zone !== 'system' && !isZone(quiet.zone))
    throw new RunlightError('bad-input', `“${quiet.zone}” is no time zone: choose one such as Europe/Berlin.`)
}
