// How long runs are kept, as the rules say it; they are changed on the storage page, which previews what they remove.

import type { ReactElement } from 'react'
import { formatBytes, formatCount } from '../../core/basics/quantities.ts'
import type { RetentionRule } from '../../core/storage/retention.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { Button } from '../ui/button.tsx'
import { PageCard, PageLine } from '../ui/page.tsx'

/** The rules, and the way to them. */
export function Retention(): ReactElement {
  const { actions } = useDesk()
  const { rules, kinds } = useLive((state) => ({ rules: state.settings.retention, kinds: state.kinds }))
  const labelOf = (kind: string | null) =>
    kind === null ? 'All other kinds' : (kinds.find(({ id }) => id === kind)?.label ?? kind)
  return (
    <PageCard>
      {rules.length === 0 && (
        <p className="px-3.5 pt-3 text-ink-2">Every run is kept until somebody removes it.</p>
      )}
      {rules.map((rule) => (
        <PageLine key={rule.kind ?? ''} label={labelOf(rule.kind)}>
          <p className="text-ink-2">{formatRule(rule)}</p>
        </PageLine>
      ))}
      <div className="px-3.5 py-2.5">
        <Button onClick={() => actions.showPage('storage')}>Open Storage</Button>
      </div>
    </PageCard>
  )
}

/** `kept for 30 days, at most 100 runs, at most 2 GB`. */
function formatRule({ days, runs, bytes }: RetentionRule): string {
  return [
    days === null ? '' : `kept for ${formatCount(days, 'day')}`,
    runs === null ? '' : `at most ${formatCount(runs, 'run')}`,
    bytes === null ? '' : `at most ${formatBytes(bytes)}`,
  ]
    .filter((part) => part !== '')
    .join(', ')
}
