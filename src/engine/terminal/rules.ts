// The retention rules of a log without an engine: read beside one, changed under the folder's lock.

import { RunlightError } from '../../core/basics/errors.ts'
import type { RetentionRule } from '../../core/storage/retention.ts'
import type { Preview } from '../../core/storage/storage.ts'
import { openKinds } from '../base/kind-set.ts'
import type { LogAccess } from '../log/port.ts'
import { loadSettings } from '../settings/settings.ts'
import { withLog, withLogIfThere } from './with-log.ts'

export type RulesThere = { readonly rules: readonly RetentionRule[]; readonly preview: Preview }

/** The stored rules and what they would take away now; null where there is no log yet. */
export function readRules(dataDir: string): Promise<RulesThere | null> {
  return withLogIfThere(dataDir, 'read', rulesThere)
}

/**
 * Sets the rule of `rule.kind`, in place of the one it has; a rule without any limit is removed. Throws `bad-input` for a
 * limit on a kind that does not exist.
 */
export async function setRule(dataDir: string, rule: RetentionRule): Promise<RulesThere> {
  const isLimit = rule.days !== null || rule.runs !== null || rule.bytes !== null
  const { kinds } = openKinds(dataDir)
  if (isLimit && rule.kind !== null && !kinds.has(rule.kind)) {
    const known = [...kinds.keys()].join(', ')
    throw new RunlightError('bad-input', `There is no kind ${rule.kind}: choose one of ${known}.`)
  }
  return withLog(dataDir, 'exclusive', async (log) => {
    const settings = await loadSettings(log)
    const others = settings.get().retention.filter(({ kind }) => kind !== rule.kind)
    await settings.set({ retention: isLimit ? [...others, rule] : others })
    return rulesThere(log)
  })
}

async function rulesThere(log: LogAccess): Promise<RulesThere> {
  const settings = await loadSettings(log)
  const rules = settings.get().retention
  return { rules, preview: (await log.plan(rules, Date.now())).preview }
}
