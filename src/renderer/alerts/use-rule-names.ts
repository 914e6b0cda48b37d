// What kinds, channels and rules are called, for sentences about rules.

import { useMemo } from 'react'
import { type RuleNames, ruleName } from '../../core/alerts/sentence.ts'
import { useAlerts, useLive } from '../desk/desk-context.ts'

/** The names, and what the rule `id` is called. */
export function useRuleNames(): { readonly names: RuleNames; readonly nameOf: (id: string) => string } {
  const kinds = useLive((state) => state.kinds)
  const rules = useAlerts((state) => state.rules)
  const channels = useAlerts((state) => state.channels)
  return useMemo(() => {
    const names: RuleNames = {
      kind: (id) => kinds.find((kind) => kind.id === id)?.label ?? id,
      channel: (id) => channels.find((channel) => channel.id === id)?.name ?? 'a channel that is gone',
    }
    return {
      names,
      nameOf: (id) => {
        const rule = rules.find((one) => one.id === id)
        return rule === undefined ? 'A rule that is gone' : ruleName(rule, names)
      },
    }
  }, [kinds, rules, channels])
}
