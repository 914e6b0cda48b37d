// The editor of a rule: the sentence that it says on top, what it is made of below, and what it would have done.

import { ArrowLeft } from 'lucide-react'
import { type ReactElement, useId, useMemo, useRef, useState } from 'react'
import type { RuleDraft } from '../../core/alerts/rule.ts'
import { ruleSentence } from '../../core/alerts/sentence.ts'
import { formatCount } from '../../core/basics/quantities.ts'
import { type AlertsPlace, formatAlertsPlace } from '../desk/alerts-place.ts'
import { useAlerts, useDesk, useLive, useRun } from '../desk/desk-context.ts'
import { useWhyNot } from '../desk/may.ts'
import { errorMessage } from '../store/client.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { OffSet } from '../ui/off-set.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { ConditionPart } from './condition-part.tsx'
import { beginForm } from './model/begin-form.ts'
import { readForm } from './model/read-form.ts'
import type { RuleForm } from './model/rule-form.ts'
import { RulePreview } from './rule-preview.tsx'
import { ScopePart } from './scope-part.tsx'
import { TellPart } from './tell-part.tsx'
import { TimingPart } from './timing-part.tsx'
import { useRuleForm } from './use-rule-form.ts'
import { useRuleNames } from './use-rule-names.ts'

type Edited = Extract<AlertsPlace, { readonly show: 'rule' | 'new' }>

/** The editor at `place`; a sentence where its rule or run is not there. */
export function RuleEditor({ place }: { readonly place: Edited }): ReactElement {
  const { actions } = useDesk()
  const { rules, known } = useAlerts(({ rules, isKnown }) => ({ rules, known: isKnown }))
  const about = place.show === 'new' && 'run' in place.from ? place.from.run : 0
  const run = useRun(about)
  const ready = useLive((state) => state.link.state !== 'starting')
  const begun = useMemo(() => beginForm(place, { rules, run }), [place, rules, run])
  return (
    <section
      aria-label={place.show === 'new' ? 'New rule' : 'Rule'}
      className="@container/rule flex h-full min-h-0 min-w-0 flex-col bg-surface"
    >
      <header className="flex h-11 shrink-0 items-center gap-2 border-line border-b pr-5 pl-3">
        <IconButton label="Back to the rules" onClick={() => actions.showAlerts({ show: 'rules' })}>
          <ArrowLeft aria-hidden="true" size={16} />
        </IconButton>
        <h2 className="font-semibold text-base">{place.show === 'new' ? 'New rule' : 'Rule'}</h2>
      </header>
      {begun === null ? (
        <p className="animate-late px-6 py-12 text-center text-ink-3">
          {known && ready
            ? about > 0
              ? 'This run is not in the log any more.'
              : 'There is no such rule any more.'
            : 'Asking for the rules…'}
        </p>
      ) : (
        <Editing place={place} begun={begun} />
      )}
    </section>
  )
}

function Editing({
  place,
  begun: given,
}: {
  readonly place: Edited
  readonly begun: RuleForm
}): ReactElement {
  // What the rule is meanwhile made elsewhere must not change what is typed here.
  const [begun] = useState(given)
  const text = formatAlertsPlace(place)
  const { form, changed, change, drop } = useRuleForm(text, begun)
  const read = readForm(form, Date.now())
  const lastDraft = useRef<RuleDraft | null>(null)
  lastDraft.current = read.draft ?? lastDraft.current
  const said = read.draft ?? lastDraft.current
  const problems = Object.keys(read.problems).length
  const part = { form, problems: read.problems, change }
  const off = useWhyNot('operator', 'team')
  return (
    <>
      <Sentence draft={said} isWhole={read.draft !== null} />
      <div data-arrows data-wheel-focus className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto grid max-w-6xl gap-x-8 gap-y-6 px-5 pt-4 pb-12 @min-[1000px]/rule:grid-cols-[minmax(0,1fr)_320px]">
          <OffSet why={off}>
            <div className="flex min-w-0 flex-col gap-6">
              <ConditionPart {...part} />
              <ScopePart {...part} />
              <TimingPart {...part} />
              <TellPart {...part} />
            </div>
          </OffSet>
          <div className="min-w-0 @min-[1000px]/rule:sticky @min-[1000px]/rule:top-4 @min-[1000px]/rule:row-span-2 @min-[1000px]/rule:self-start">
            <RulePreview draft={read.draft} />
          </div>
          <SaveLine
            id={place.show === 'rule' ? place.rule : null}
            draft={read.draft}
            problems={problems}
            changed={changed || place.show === 'new'}
            drop={drop}
            off={off}
          />
        </div>
      </div>
    </>
  )
}

/** It stays over the form, which is scrolled below it. Not spoken by itself: it changes with each key. */
function Sentence({
  draft,
  isWhole,
}: {
  readonly draft: RuleDraft | null
  readonly isWhole: boolean
}): ReactElement {
  const { names } = useRuleNames()
  return (
    <div className="shrink-0 border-line border-b bg-raised py-3">
      <p className="mx-auto max-w-6xl px-5 text-large [overflow-wrap:anywhere] @max-[480px]/rule:text-base">
        <span className={isWhole ? 'text-ink' : 'text-ink-3'}>
          {draft === null ? 'When…' : <UntrustedText text={ruleSentence(draft, names)} />}
        </span>
        {!isWhole && <span className="ml-2 text-bad text-small">Not whole yet: see below.</span>}
      </p>
    </div>
  )
}

function SaveLine({
  id,
  draft,
  problems,
  changed,
  drop,
  off,
}: {
  readonly id: string | null
  readonly draft: RuleDraft | null
  readonly problems: number
  readonly changed: boolean
  readonly drop: () => void
  readonly off: string | null
}): ReactElement {
  const { actions, client } = useDesk()
  const [problem, setProblem] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const line = useId()
  const leave = () => {
    drop()
    actions.showAlerts({ show: 'rules' })
  }
  const save = async () => {
    if (draft === null) return
    setSaving(true)
    try {
      await client.call('alerts.saveRule', { id, rule: draft })
      leave()
    } catch (thrown) {
      setProblem(errorMessage(thrown))
      setSaving(false)
    }
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button
        variant="primary"
        off={off}
        disabled={draft === null || saving || !changed}
        aria-describedby={line}
        onClick={() => void save()}
      >
        {id === null ? 'Save the rule' : 'Save'}
      </Button>
      <Button onClick={leave}>{changed ? 'Cancel' : 'Back'}</Button>
      <p id={line} className="text-small">
        {problem !== null ? (
          <span role="alert" className="text-bad">
            {problem}
          </span>
        ) : off !== null ? null : problems > 0 ? (
          <span className="text-bad">{formatCount(problems, 'field')} to put right first.</span>
        ) : (
          <span className="text-ink-3">
            {id === null
              ? 'It tells of what happens from then on.'
              : 'Where it says something else, it begins anew and its open alerts end.'}
          </span>
        )}
      </p>
    </div>
  )
}
