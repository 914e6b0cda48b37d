// The checks of the result that passed, one line each. Those that did not are told with the outcome.

import { CircleCheck, TriangleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Check } from '../../core/job/job.ts'
import { Section } from '../ui/section.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

/** The passed checks; nothing where there are none. */
export function PassedChecks({ checks }: { readonly checks: readonly Check[] }): ReactElement | null {
  const passed = checks.filter((check) => check.passed)
  if (passed.length === 0) return null
  return (
    <Section title="Checks">
      <ul className="selectable flex flex-col">
        {passed.map(({ name, score, issues }) => (
          <li key={name} className="flex items-center gap-2 py-1 text-small">
            <CircleCheck aria-hidden="true" size={14} className="shrink-0 text-ok" />
            <UntrustedText text={name} className="min-w-0 truncate" />
            <span className="text-ink-3">passed</span>
            {score !== null && <span className="text-ink-3 tabular-nums">score {formatScore(score)}</span>}
            {issues.length > 0 && (
              <UntrustedText text={issues.join(' · ')} className="min-w-0 flex-1 truncate text-ink-3" />
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** The icon of a check that did not pass. */
export function CheckGlyph(): ReactElement {
  return <TriangleAlert aria-hidden="true" size={16} className="shrink-0 text-warn" />
}

/** At most three decimals. */
export function formatScore(score: number): string {
  return String(Math.round(score * 1_000) / 1_000)
}
