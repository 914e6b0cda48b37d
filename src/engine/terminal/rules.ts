// The retention rules of a log without an engine: read beside one, changed under the folder's lock.

import type Database from 'better-sqlite3'
import { RunlightError } from '../../core/basics/errors.ts'
import { type AppSettings, defaultSettings, settingsSchema } from '../../core/contract/contract.ts'
import type { RetentionRule } from '../../core/storage/retention.ts'
import type { Preview } from '../../core/storage/storage.ts'
import { kinds } from '../base/kinds.ts'
import { planLog } from '../storage/plan.ts'
import { reading, writing } from './offline-log.ts'

export type RulesThere = { readonly rules: readonly RetentionRule[]; readonly preview: Preview }

/** The stored rules and what they would take away now; null where there is no log yet. */
export function readRules(dataDir: string): RulesThere | null {
  return reading(dataDir, rulesThere)
}

/**
 * Sets the rule of `rule.kind`, in place of the one it has; a rule without any limit is removed. Throws `bad-input` for a
 * limit on a kind that does not exist.
 */
export async function setRule(dataDir: string, rule: RetentionRule): Promise<RulesThere> {
  const isLimit = rule.days !== null || rule.runs !== null || rule.bytes !== null
  if (isLimit && rule.kind !== null && !kinds.has(rule.kind)) {
    const known = [...kinds.keys()].join(', ')
    throw new RunlightError('bad-input', `There is no kind ${rule.kind}: choose one of ${known}.`)
  }
  return writing(dataDir, async (writer, db) => {
    const settings = readSettings(db)
    const others = settings.retention.filter(({ kind }) => kind !== rule.kind)
    const retention = isLimit ? [...others, rule] : others
    writer.setSetting('settings', JSON.stringify({ ...settings, retention }))
    return rulesThere(db)
  })
}

/** The stored rules of the log behind `db`. */
export function storedRules(db: Database.Database): readonly RetentionRule[] {
  return readSettings(db).retention
}

function rulesThere(db: Database.Database): RulesThere {
  const rules = storedRules(db)
  return { rules, preview: planLog(db, rules, Date.now()).preview }
}

/** As the engine reads them: those of a new log where what is stored is none any more. */
function readSettings(db: Database.Database): AppSettings {
  const text = db.prepare("SELECT value FROM settings WHERE name = 'settings'").pluck().get()
  if (typeof text !== 'string') return defaultSettings
  try {
    return settingsSchema.catch(defaultSettings).parse(JSON.parse(text))
  } catch {
    return defaultSettings
  }
}
