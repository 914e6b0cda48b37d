// The rules, each as the sentence that it says, and what a new one may begin with.

import { Plus } from 'lucide-react'
import type { ReactElement } from 'react'
import { ruleSentence } from '../../core/alerts/sentence.ts'
import { useAlerts, useDesk } from '../desk/desk-context.ts'
import { useWhyNot } from '../desk/may.ts'
import { Button } from '../ui/button.tsx'
import { OffSet } from '../ui/off-set.tsx'
import { Section } from '../ui/section.tsx'
import { beginnings } from './model/beginnings.ts'
import { RuleRow } from './rule-row.tsx'
import { useRuleNames } from './use-rule-names.ts'

/** The part. */
export function RulesPart(): ReactElement {
  const { actions } = useDesk()
  const { rules, fired } = useAlerts(({ rules, fired }) => ({ rules, fired }))
  const off = useWhyNot('operator', 'team')
  const lastFired = new Map(fired.map(({ rule, at }) => [rule, at]))
  const isSilent = rules.length > 0 && !rules.some(({ enabled }) => enabled)
  return (
    <div className="mx-auto flex max-w-6xl flex-col gap-7 px-5 pt-4 pb-12">
      <Section
        title="Rules"
        note={
          <Button
            size="small"
            off={off}
            onClick={() => actions.showAlerts({ show: 'new', from: { type: 'nothing' } })}
          >
            <Plus aria-hidden="true" size={13} />
            New rule
          </Button>
        }
      >
        <OffSet why={off}>
          {isSilent && (
            <p className="mb-2 text-small text-warn">
              All rules are off: nothing fires, and Needs me shows only what the two states of a run ask for.
            </p>
          )}
          {rules.length === 0 ? (
            <p className="rounded-lg bg-raised px-4 py-3 text-ink-3 ring-1 ring-line ring-inset">
              There is no rule, so nothing fires. Begin with one of those below.
            </p>
          ) : (
            <ul className="rounded-lg bg-raised ring-1 ring-line ring-inset">
              {rules.map((rule) => (
                <RuleRow key={rule.id} rule={rule} firedAt={lastFired.get(rule.id) ?? null} />
              ))}
            </ul>
          )}
        </OffSet>
      </Section>
      {off === null && <Beginnings />}
    </div>
  )
}

function Beginnings(): ReactElement {
  const { actions } = useDesk()
  const { names } = useRuleNames()
  return (
    <Section title="Begin a new rule with">
      <ul className="grid gap-2 @min-[520px]/alerts:grid-cols-2 @min-[860px]/alerts:grid-cols-3">
        {beginnings.map(({ name, words, draft }) => (
          <li key={name}>
            <button
              type="button"
              onClick={() => actions.showAlerts({ show: 'new', from: { type: 'begin', name } })}
              className="flex h-full w-full flex-col gap-0.5 rounded-lg px-3.5 py-2.5 text-left ring-1 ring-line ring-inset hover:bg-hover"
            >
              <span className="font-medium">{words}</span>
              <span className="text-ink-3 text-small">{ruleSentence(draft, names)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  )
}
