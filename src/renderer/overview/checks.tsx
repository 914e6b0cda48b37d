// The checks of the result: passed or not, the score, and every issue.

import { CircleCheck, TriangleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Check } from '../../core/job/job.ts'
import { keyByIndex } from '../ui/key-by-index.ts'
import { Section } from '../ui/section.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

/** The checks; nothing for a job without any. */
export function Checks({ checks }: { readonly checks: readonly Check[] }): ReactElement | null {
  if (checks.length === 0) return null
  return (
    <Section title="Checks">
      <ul className="flex flex-col gap-2">
        {checks.map((check) => (
          <li
            key={check.name}
            className="selectable rounded-lg bg-raised px-3.5 py-2.5 ring-1 ring-line ring-inset"
          >
            <div className="flex items-center gap-2">
              {check.passed ? (
                <CircleCheck aria-hidden="true" size={14} className="shrink-0 text-ok" />
              ) : (
                <TriangleAlert aria-hidden="true" size={14} className="shrink-0 text-warn" />
              )}
              <UntrustedText text={check.name} className="min-w-0 flex-1 truncate font-medium" />
              <span className={check.passed ? 'text-ok text-small' : 'text-small text-warn'}>
                {check.passed ? 'passed' : 'not passed'}
              </span>
              {check.score !== null && (
                <span className="text-ink-3 text-small">{formatScore(check.score)}</span>
              )}
            </div>
            {check.issues.length > 0 && (
              <ul className="mt-1.5 flex flex-col gap-0.5 border-line border-t pt-1.5">
                {keyByIndex(check.issues).map(({ key, item: issue }) => (
                  <li key={key} dir="auto" className="text-ink-2 text-small [overflow-wrap:anywhere]">
                    <UntrustedText text={issue} />
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** At most three decimals. */
function formatScore(score: number): string {
  return String(Math.round(score * 1_000) / 1_000)
}
