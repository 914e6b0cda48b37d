// Rules, snoozes and alerts of a log without an engine: read beside one, changed under the folder's lock.

import { type Alert, runsOf } from '../../core/alerts/alert.ts'
import { askedBy } from '../../core/alerts/asleep.ts'
import type { Rule, RuleDraft } from '../../core/alerts/rule.ts'
import type { RuleNames } from '../../core/alerts/sentence.ts'
import type { Snooze, Snoozed } from '../../core/alerts/snooze.ts'
import { RunlightError } from '../../core/basics/errors.ts'
import { formatCount } from '../../core/basics/quantities.ts'
import { asksPerson } from '../../core/run/marks.ts'
import { channelSetting, readChannels } from '../alerts/outward/channel-book.ts'
import { createRuleBook, type RuleBook } from '../alerts/rule-book.ts'
import { systemClock } from '../base/clock.ts'
import { openKinds } from '../base/kind-set.ts'
import type { AlertFilter } from '../log/alert-rows.ts'
import type { LogAccess } from '../log/port.ts'
import { noSuchRun, withLog, withLogIfThere } from './with-log.ts'

export type AlertRulesThere = {
  readonly rules: readonly Rule[]
  readonly snoozes: readonly Snooze[]
  /** What kinds and channels are called, for the rules' sentences. */
  readonly names: RuleNames
}

const anyAlert: AlertFilter = {
  run: null,
  types: [],
  rule: null,
  open: false,
  since: null,
  before: null,
  limit: 1e6,
}

/** The stored rules and snoozes; null where there is no log yet. */
export function readAlertRules(dataDir: string): Promise<AlertRulesThere | null> {
  return withLogIfThere(dataDir, 'read', async (log) => rulesThere(log, dataDir))
}

/** Stores a new rule. Throws `bad-input` where its search cannot be understood. */
export function addAlertRule(dataDir: string, draft: RuleDraft): Promise<Rule> {
  return withRules(dataDir, (book) => book.save(null, draft))
}

/** Switches rule `id` on or off. Throws `not-found`. */
export function switchAlertRule(dataDir: string, id: string, enabled: boolean): Promise<Rule> {
  return withRules(dataDir, async (book) => {
    const { id: _, since: __, ...draft } = ruleOf(book, id)
    return book.save(id, { ...draft, enabled })
  })
}

/** Removes rule `id`; its open alerts are over. Throws `not-found`. */
export function removeAlertRule(dataDir: string, id: string): Promise<Rule> {
  return withRules(dataDir, async (book, log) => {
    const rule = ruleOf(book, id)
    await book.remove(id)
    await log.dropStandings(id)
    const now = Date.now()
    const open = (await log.unsettledAlerts()).filter(
      (alert) => alert.rule === id && alert.resolvedAt === null,
    )
    const over = open.map((alert) => ({ ...alert, resolvedAt: now, resolution: 'its rule was removed' }))
    await log.storeAlerts({ fired: [], changed: over, standings: [] })
    return rule
  })
}

/** Someone has seen these alerts, and with them their runs. Resolves to the alerts; throws `not-found` where one is none. */
export function acknowledgeAlerts(
  dataDir: string,
  ids: readonly number[],
  note: string | null,
): Promise<readonly Alert[]> {
  return withLog(dataDir, 'exclusive', async (log) => {
    const wanted = new Set(ids)
    const found = (await log.alerts(anyAlert)).filter(({ id }) => wanted.has(id))
    if (found.length < wanted.size) {
      const known = new Set(found.map(({ id }) => id))
      const missing = [...wanted].filter((id) => !known.has(id))
      throw new RunlightError(
        'not-found',
        `There is no alert ${missing.join(', ')}: “runlight alerts” lists those there are.`,
      )
    }
    const now = Date.now()
    const changed = found.map((alert) => ({
      ...alert,
      acknowledgedAt: alert.acknowledgedAt ?? now,
      note: note ?? alert.note,
    }))
    await log.storeAlerts({ fired: [], changed, standings: [] })
    const seen = new Set(found.flatMap(runsOf))
    for (const run of await log.summaries()) {
      if (seen.has(run.id) && asksPerson(run) && run.marks.acknowledgedAt === null)
        await log.mark(run.id, { acknowledged: true }, now)
    }
    return changed
  })
}

/** Puts `what` to rest until a time (epoch ms) or, with null, until it changes. */
export function snoozeAlerts(dataDir: string, what: Snoozed, until: number | null): Promise<void> {
  return withRules(dataDir, async (book, log) => {
    if (what.type === 'rule') ruleOf(book, what.rule)
    if (what.type !== 'run') return book.snooze({ what, until, asked: null })
    const run = (await log.summaries()).find(({ id }) => id === what.run)
    if (run === undefined) throw noSuchRun(what.run, dataDir)
    const open = await log.alerts({ ...anyAlert, run: run.id, open: true })
    const own = open.filter((alert) => runsOf(alert).includes(run.id))
    return book.snooze({ what, until, asked: askedBy(run, own) })
  })
}

export function unsnoozeAlerts(dataDir: string, what: Snoozed): Promise<void> {
  return withRules(dataDir, (book) => book.unsnooze([what]))
}

function withRules<T>(dataDir: string, act: (book: RuleBook, log: LogAccess) => Promise<T>): Promise<T> {
  return withLog(dataDir, 'exclusive', async (log) => {
    const book = await bookOf(log)
    await book.storeFirst()
    return act(book, log)
  })
}

async function bookOf(log: LogAccess): Promise<RuleBook> {
  const book = createRuleBook(log, systemClock)
  await book.load()
  return book
}

async function rulesThere(log: LogAccess, dataDir: string): Promise<AlertRulesThere> {
  const book = await bookOf(log)
  const { kinds } = openKinds(dataDir)
  const { channels } = readChannels(await log.setting(channelSetting))
  const names = {
    kind: (id: string) => kinds.get(id)?.label ?? id,
    channel: (id: string) => channels.find((one) => one.id === id)?.name ?? id,
  }
  return { rules: book.rules(), snoozes: book.snoozes(), names }
}

function ruleOf(book: RuleBook, id: string): Rule {
  const found = book.get(id)
  if (found !== null) return found
  const count = formatCount(book.rules().length, 'rule')
  throw new RunlightError(
    'not-found',
    `There is no rule ${id}: “runlight rules” lists the ${count} there are.`,
  )
}
