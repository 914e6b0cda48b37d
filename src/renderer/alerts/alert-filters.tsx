// What narrows the list of alerts: type, severity, a rule, only those that are open.

import { X } from 'lucide-react'
import type { ReactElement } from 'react'
import { alertTypes, severities } from '../../core/run/attention.ts'
import { Button } from '../ui/button.tsx'
import { Segments } from '../ui/segments.tsx'
import { Select } from '../ui/select.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { type AlertFilter, isFiltering, noFilter } from './model/alert-list.ts'
import { severityWords, typeWords } from './model/words.ts'
import { useRuleNames } from './use-rule-names.ts'

type Props = { readonly filter: AlertFilter; readonly onChange: (filter: AlertFilter) => void }

/** The line of choices. */
export function AlertFilters({ filter, onChange }: Props): ReactElement {
  const { nameOf } = useRuleNames()
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Segments
        label="Which alerts"
        segments={[
          { words: 'All', chosen: !filter.open, choose: () => onChange({ ...filter, open: false }) },
          { words: 'Open', chosen: filter.open, choose: () => onChange({ ...filter, open: true }) },
        ]}
      />
      <Select
        aria-label="Type"
        value={filter.type ?? ''}
        onChange={({ target }) =>
          onChange({ ...filter, type: alertTypes.find((type) => type === target.value) ?? null })
        }
      >
        <option value="">All types</option>
        {alertTypes.map((type) => (
          <option key={type} value={type}>
            {typeWords[type]}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Severity"
        value={filter.severity ?? ''}
        onChange={({ target }) =>
          onChange({ ...filter, severity: severities.find((one) => one === target.value) ?? null })
        }
      >
        <option value="">All severities</option>
        {severities.toReversed().map((severity) => (
          <option key={severity} value={severity}>
            {severityWords[severity]}
          </option>
        ))}
      </Select>
      {filter.rule !== null && (
        <Button
          aria-label={`Not of one rule alone: ${nameOf(filter.rule)}`}
          className="min-w-0 shrink max-w-72"
          onClick={() => onChange({ ...filter, rule: null })}
        >
          <span className="truncate">
            <UntrustedText text={nameOf(filter.rule)} />
          </span>
          <X aria-hidden="true" size={13} className="shrink-0" />
        </Button>
      )}
      {isFiltering(filter) && (
        <Button variant="quiet" onClick={() => onChange(noFilter)}>
          Clear
        </Button>
      )}
    </div>
  )
}
