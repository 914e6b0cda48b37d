// The form of the rule that is edited. It outlives the page, so that a look at a run loses nothing.

import { useCallback, useState } from 'react'
import type { Desk } from '../desk/desk.ts'
import { useDesk } from '../desk/desk-context.ts'
import type { RuleForm } from './model/rule-form.ts'

/** By window and place; the ones that were not changed for the longest go first. */
const kept = new WeakMap<Desk, Map<string, RuleForm>>()
const mostKept = 20

export type Forms = {
  readonly form: RuleForm
  /** Whether something was changed since it was opened first. */
  readonly changed: boolean
  readonly change: (part: Partial<RuleForm>) => void
  /** Forgets what was changed. */
  readonly drop: () => void
}

/** The form at `place`, `begun` unless it was changed before. */
export function useRuleForm(place: string, begun: RuleForm): Forms {
  const desk = useDesk()
  const [held, setHeld] = useState(() => kept.get(desk)?.get(place) ?? null)
  const form = held ?? begun
  const drop = useCallback(() => void kept.get(desk)?.delete(place), [desk, place])
  return {
    form,
    changed: held !== null,
    change: (part) => {
      const next = { ...form, ...part }
      keep(desk, place, next)
      setHeld(next)
    },
    drop,
  }
}

function keep(desk: Desk, place: string, form: RuleForm): void {
  const forms = kept.get(desk) ?? new Map<string, RuleForm>()
  kept.set(desk, forms)
  forms.delete(place)
  forms.set(place, form)
  for (const old of forms.keys()) {
    if (forms.size <= mostKept) break
    forms.delete(old)
  }
}
