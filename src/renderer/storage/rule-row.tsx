// One retention rule as a row of fields: kind, days, runs, size.

import { X } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { useLive } from '../desk/desk-context.ts'
import { cx } from '../ui/cx.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Input } from '../ui/input.tsx'
import { Select } from '../ui/select.tsx'
import { problemsOf, type RuleDraft, units } from './rule-draft.ts'

type Props = {
  readonly draft: RuleDraft
  readonly drafts: readonly RuleDraft[]
  readonly onChange: (draft: RuleDraft) => void
  readonly onRemove: () => void
}

/** The columns of a rule, also of the heading. */
export const ruleColumns = 'grid grid-cols-[minmax(130px,1fr)_112px_112px_152px_28px] items-center gap-x-3'

/** The fields of `draft`. */
export function RuleRow({ draft, drafts, onChange, onRemove }: Props): ReactElement {
  const kinds = useLive((state) => ({ kinds: state.kinds })).kinds
  const known = draft.kind === null || kinds.some(({ id }) => id === draft.kind)
  const problems = problemsOf(draft, drafts)
  const problem = Object.values(problems)[0] ?? null
  const name = kinds.find(({ id }) => id === draft.kind)?.label ?? draft.kind ?? 'all other kinds'
  return (
    <li>
      <div className={ruleColumns}>
        <Select
          aria-label="Kind"
          aria-invalid={problems.kind !== undefined}
          value={draft.kind ?? ''}
          onChange={(event) =>
            onChange({ ...draft, kind: event.target.value === '' ? null : event.target.value })
          }
        >
          <option value="">All other kinds</option>
          {!known && <option value={draft.kind ?? ''}>{draft.kind}</option>}
          {kinds.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </Select>
        <Limit unit="days">
          <Input
            aria-label={`Days, ${name}`}
            aria-invalid={problems.days !== undefined}
            inputMode="numeric"
            placeholder="no limit"
            value={draft.days}
            onChange={(event) => onChange({ ...draft, days: event.target.value })}
          />
        </Limit>
        <Limit unit="runs">
          <Input
            aria-label={`Runs, ${name}`}
            aria-invalid={problems.runs !== undefined}
            inputMode="numeric"
            placeholder="no limit"
            value={draft.runs}
            onChange={(event) => onChange({ ...draft, runs: event.target.value })}
          />
        </Limit>
        <span className="flex gap-1.5">
          <Input
            aria-label={`Size, ${name}`}
            aria-invalid={problems.size !== undefined}
            inputMode="decimal"
            placeholder="no limit"
            value={draft.size}
            onChange={(event) => onChange({ ...draft, size: event.target.value })}
          />
          <Select
            aria-label={`Unit of the size, ${name}`}
            className="w-18 shrink-0"
            value={draft.unit}
            onChange={(event) =>
              onChange({ ...draft, unit: units.find((unit) => unit === event.target.value) ?? draft.unit })
            }
          >
            {units.map((unit) => (
              <option key={unit}>{unit}</option>
            ))}
          </Select>
        </span>
        <IconButton label={`Remove the rule for ${name}`} onClick={onRemove}>
          <X aria-hidden="true" size={14} />
        </IconButton>
      </div>
      {problem !== null && (
        <p role="alert" className="mt-1 text-bad text-tiny">
          {problem}
        </p>
      )}
    </li>
  )
}

function Limit({ unit, children }: { readonly unit: string; readonly children: ReactNode }): ReactElement {
  return (
    <span className={cx('relative block')}>
      {children}
      <span
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 right-2 flex items-center text-ink-3 text-tiny"
      >
        {unit}
      </span>
    </span>
  )
}
