// The removals so far: what, when, and by which rule.

import type { ReactElement } from 'react'
import type { StorageStatus } from '../../core/storage/storage.ts'
import { useLive, useNow } from '../desk/desk-context.ts'
import { formatRemovalRules, formatRemoved } from '../ui/format-removal.ts'
import { formatDayTime } from '../ui/format-time.ts'
import { Section } from '../ui/section.tsx'
import { Time } from '../ui/time.tsx'
import { useHistory } from './use-storage.ts'

/** The removals, nothing where there were none. */
export function History({ status }: { readonly status: StorageStatus | null }): ReactElement | null {
  const { value } = useHistory(status)
  const kinds = useLive((state) => ({ list: state.kinds })).list
  const now = useNow()
  if (value === null || value.length === 0) return null
  const labelOf = (kind: string) => kinds.find(({ id }) => id === kind)?.label ?? kind
  return (
    <Section title="Removed so far">
      <ul className="selectable flex max-h-72 flex-col overflow-y-auto rounded-lg bg-raised ring-1 ring-line ring-inset">
        {value.map((removal) => (
          <li
            key={removal.id}
            className="flex flex-wrap items-baseline gap-x-3 border-line border-t px-3.5 py-1.5 text-small first:border-t-0"
          >
            <Time
              at={removal.at}
              shown={(at) => formatDayTime(at, now)}
              className="w-24 shrink-0 text-ink-3 tabular-nums"
            />
            <span className="text-ink">{formatRemoved(removal)}</span>
            <span className="min-w-0 flex-1 truncate text-ink-3" title={formatRemovalRules(removal, labelOf)}>
              {formatRemovalRules(removal, labelOf)}
            </span>
            <span className="shrink-0 text-ink-3">{removal.asked === 'rules' ? 'by itself' : 'by hand'}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
