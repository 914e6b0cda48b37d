// The result of testing the address, or why saving was refused; one line that keeps its height.

import { CircleCheck, TriangleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Output } from '../../core/contract/contract.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'

type Props = {
  readonly testing: boolean
  readonly result: Output<'servers.test'> | null
  readonly refusal: string | null
}

/** The line above the buttons of the form. */
export function TestResult({ testing, result, refusal }: Props): ReactElement {
  return (
    <p aria-live="polite" className="flex min-h-5 items-start gap-2 text-small">
      {testing && <span className="text-ink-3">Asking the server…</span>}
      {!testing && refusal !== null && <span className="text-bad">{refusal}</span>}
      {!testing && refusal === null && result !== null && (
        <>
          {result.reachable ? (
            <CircleCheck aria-hidden="true" size={14} className="mt-0.5 shrink-0 text-ok" />
          ) : (
            <TriangleAlert aria-hidden="true" size={14} className="mt-0.5 shrink-0 text-warn" />
          )}
          <span className="selectable min-w-0 [overflow-wrap:anywhere]">
            <UntrustedText text={result.sentence} />
            <span className="ml-2 text-ink-3">{result.ms} ms</span>
          </span>
        </>
      )}
    </p>
  )
}
