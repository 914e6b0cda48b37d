// What was pointed at by now, as rules in plain words; each can be changed and taken away.

import { Pencil, X } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import { focusIn } from '../ui/focus-in.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Section } from '../ui/section.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import type { Draft } from './model/draft.ts'
import type { DraftProblem } from './model/preview.ts'
import { type Rule, withoutRule, withRule } from './model/rules.ts'
import { ruleWords, stateWords } from './model/words.ts'
import { RuleEditor } from './rule-editor.tsx'
import type { ChangeDraft } from './use-draft.ts'

type Props = {
  readonly run: number
  readonly draft: Draft
  readonly problems: readonly DraftProblem[]
  readonly onChange: ChangeDraft
}

export function RulesPart({ run, draft, problems, onChange }: Props): ReactElement {
  const [edited, setEdited] = useState<number | null>(null)
  const { rules } = draft
  return (
    <Section title="What it means" note={rules.length === 0 ? null : formatCount(rules.length, 'rule')}>
      <div role="status" className="sr-only">
        {rules.length > 0 && lastWords(rules)}
      </div>
      {rules.length === 0 ? (
        <p className="rounded-lg border border-edge border-dashed px-3.5 py-3 text-ink-2">
          Nothing is taught yet. Press a field, a value or an event in the list, and say what it is.
        </p>
      ) : (
        <ol data-rules className="flex flex-col rounded-lg bg-raised ring-1 ring-line ring-inset">
          {rules.map((rule) => (
            <RuleRow
              key={rule.key}
              run={run}
              rule={rule}
              problems={problems}
              isEdited={rule.key === edited}
              onEdit={(open) => setEdited(open ? rule.key : null)}
              onChange={(changed) => onChange((known) => ({ rules: withRule(known.rules, changed) }))}
              onRemove={() => onChange((known) => ({ rules: withoutRule(known.rules, rule.key) }))}
            />
          ))}
        </ol>
      )}
    </Section>
  )
}

function lastWords(rules: readonly Rule[]): string {
  const last = rules.at(-1)
  return last === undefined ? '' : `${rules.length} rules; the last: ${ruleWords(last)}`
}

/** It is the job's state, and by its words the job would go on for ever. */
function endsNothing({ says }: Rule): boolean {
  const words = stateWords(says)
  return words !== null && !Object.values(words).some((word) => word === 'completed' || word === 'failed')
}

type RowProps = {
  readonly run: number
  readonly rule: Rule
  readonly problems: readonly DraftProblem[]
  readonly isEdited: boolean
  readonly onEdit: (open: boolean) => void
  readonly onChange: (rule: Rule) => void
  readonly onRemove: () => void
}

function RuleRow({ run, rule, problems, isEdited, onEdit, onChange, onRemove }: RowProps): ReactElement {
  const words = ruleWords(rule)
  const own = problems.filter((one) => one.rule === rule.key)
  return (
    <li className="border-line border-t px-3.5 py-2 first:border-t-0">
      <div className="flex items-start gap-1">
        <div className="min-w-0 flex-1">
          <p className="font-medium [overflow-wrap:anywhere]">
            <UntrustedText text={words} />
          </p>
          <p className="text-ink-3 text-small [overflow-wrap:anywhere]">
            {rule.when === '' ? (
              'in every event'
            ) : (
              <>
                in <UntrustedText text={rule.when} className="font-mono text-[11.5px]" />
              </>
            )}
          </p>
          {endsNothing(rule) && (
            <p className="text-small text-warn">No word of it ends the job yet: change what they mean.</p>
          )}
          {own.map(({ reason }) => (
            <p key={reason} className="text-bad text-small [overflow-wrap:anywhere]">
              {reason}
            </p>
          ))}
        </div>
        <IconButton label={`Change: ${words}`} aria-expanded={isEdited} onClick={() => onEdit(!isEdited)}>
          <Pencil aria-hidden="true" size={13} />
        </IconButton>
        <IconButton
          label={`Take away: ${words}`}
          onClick={(event) => {
            const list = event.currentTarget.closest<HTMLElement>('section')
            onRemove()
            // The button is gone with its rule.
            if (list !== null) requestAnimationFrame(() => focusIn(list))
          }}
        >
          <X aria-hidden="true" size={14} />
        </IconButton>
      </div>
      {isEdited && <RuleEditor run={run} rule={rule} onChange={onChange} onDone={() => onEdit(false)} />}
    </li>
  )
}
