// The form that the editor opens with: of a rule, of a beginning, or about a run. Pure.

import type { Rule, RuleDraft } from '../../../core/alerts/rule.ts'
import type { RunSummary } from '../../../core/run/run.ts'
import type { AlertsPlace } from '../../desk/alerts-place.ts'
import { beginningOf } from './beginnings.ts'
import { formOf, type RuleForm } from './rule-form.ts'

type Known = { readonly rules: readonly Rule[]; readonly run: RunSummary | undefined }
type Edited = Extract<AlertsPlace, { readonly show: 'rule' | 'new' }>

/** The form at `place`; null where its rule or its run is not there. */
export function beginForm(place: Edited, { rules, run }: Known): RuleForm | null {
  const draftOf = (id: string): RuleDraft | null => {
    const found = rules.find((rule) => rule.id === id)
    if (found === undefined) return null
    const { id: _, since: __, ...draft } = found
    return draft
  }
  if (place.show === 'rule') {
    const draft = draftOf(place.rule)
    return draft === null ? null : formOf(draft)
  }
  const { from } = place
  switch (from.type) {
    case 'nothing':
      return formOf(beginningOf(null))
    case 'begin':
      return formOf(beginningOf(from.name))
    case 'copy': {
      const draft = draftOf(from.rule)
      return draft === null
        ? null
        : formOf({ ...draft, name: draft.name === null ? null : `${draft.name}, a copy`, enabled: true })
    }
    case 'run':
    case 'like':
      return run === undefined ? null : aboutRun(run, from.type)
  }
}

/** `run`: this one alone, which gathers with no others. `like`: those of its kind on its server. */
function aboutRun(run: RunSummary, about: 'run' | 'like'): RuleForm {
  const draft = beginningOf(null)
  return formOf({
    ...draft,
    scope:
      about === 'run'
        ? { ...draft.scope, run: run.id }
        : { ...draft.scope, kinds: [run.kind], servers: [run.server] },
    ...(about === 'run' ? { together: null } : {}),
  })
}
