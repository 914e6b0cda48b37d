// The result for each requested run: added, already watched, or refused. For one that is already watched the person decides.

import { CircleCheck, Copy, OctagonX } from 'lucide-react'
import type { ReactElement } from 'react'
import { Button } from '../ui/button.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import type { Outcome, Result } from './submit.ts'

type Props = {
  readonly outcomes: readonly Outcome[]
  readonly onOpen: (run: number) => void
  readonly onTwice: (outcome: Outcome) => void
}

/** One line per requested run. */
export function OutcomeList({ outcomes, onOpen, onTwice }: Props): ReactElement {
  return (
    <ul
      aria-live="polite"
      className="max-h-56 overflow-y-auto rounded-md bg-raised ring-1 ring-line ring-inset"
    >
      {outcomes.map((outcome) => {
        const { request, result } = outcome
        return (
          <li
            key={request.label}
            className="flex min-h-10 items-center gap-2.5 border-line border-t py-1.5 pr-2 pl-3 first:border-t-0"
          >
            <OutcomeIcon type={result.type} />
            {outcomes.length > 1 && (
              <UntrustedText text={request.label} className="max-w-40 shrink-0 truncate font-medium" />
            )}
            <span className="line-clamp-2 min-w-0 flex-1 text-ink-2 text-small">{sentence(result)}</span>
            {result.type === 'duplicate' && (
              <>
                {result.run !== null && (
                  <OpenButton run={result.run} alone={outcomes.length === 1} onOpen={onOpen} />
                )}
                <Button size="small" onClick={() => onTwice(outcome)}>
                  Watch it twice
                </Button>
              </>
            )}
            {result.type === 'added' && (
              <Button size="small" onClick={() => onOpen(result.run)}>
                Open
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function OpenButton({
  run,
  alone,
  onOpen,
}: {
  readonly run: number
  /** It is the only line and has room for the long text. */
  readonly alone: boolean
  readonly onOpen: (run: number) => void
}): ReactElement {
  return (
    <Button size="small" variant="primary" onClick={() => onOpen(run)}>
      {alone ? 'Open the run that is already watched' : 'Open it'}
    </Button>
  )
}

function sentence(result: Result): string {
  return result.type === 'added' ? 'Watching.' : result.sentence
}

function OutcomeIcon({ type }: { readonly type: Result['type'] }): ReactElement {
  if (type === 'added') return <CircleCheck aria-hidden="true" size={15} className="shrink-0 text-ok" />
  return type === 'duplicate' ? (
    <Copy aria-hidden="true" size={15} className="shrink-0 text-warn" />
  ) : (
    <OctagonX aria-hidden="true" size={15} className="shrink-0 text-bad" />
  )
}
