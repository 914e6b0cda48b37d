// A preview of what the rules in the form would remove now, requested again while typing, before they are saved.

import { ChevronRight, Pin } from 'lucide-react'
import { type ReactElement, type ReactNode, useCallback, useEffect, useState } from 'react'
import { formatBytes, formatCount } from '../../core/basics/quantities.ts'
import type { RetentionRule } from '../../core/storage/retention.ts'
import type { Preview } from '../../core/storage/storage.ts'
import { useDesk } from '../desk/desk-context.ts'
import { usePolled } from '../desk/use-polled.ts'
import { RunShares } from './run-shares.tsx'

const debounceMs = 250
const paceMs = 1_000

/** The preview of `rules`; null until it is loaded, and where it is not `wanted`. Requested again when `version` changes. */
export function usePreview(
  rules: readonly RetentionRule[],
  version: unknown,
  wanted: boolean,
): Preview | null {
  const { client } = useDesk()
  const key = JSON.stringify(rules)
  const [settled, setSettled] = useState(key)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(key), debounceMs)
    return () => clearTimeout(timer)
  }, [key])
  const ask = useCallback(
    async () => ({
      key: settled,
      preview: wanted ? await client.call('storage.preview', { rules: JSON.parse(settled) }) : null,
    }),
    [client, settled, wanted],
  )
  const { value } = usePolled(ask, version, () => paceMs)
  return value?.key === key ? value.preview : null
}

/** `preview` in words and as two lists. */
export function PreviewLines({ preview }: { readonly preview: Preview | null }): ReactElement {
  if (preview === null)
    return <p className="min-h-5 text-ink-3 text-small">Looking at what these rules mean…</p>
  const { runs, events, bytes, first, pinned, firstPinned } = preview
  return (
    <div className="flex flex-col gap-2 text-small">
      <p role="status" className="min-h-5">
        {runs === 0 ? (
          <span className="text-ink-2">Nothing is beyond these limits now.</span>
        ) : (
          <>
            <span className="font-medium text-warn">
              These rules take away {formatCount(runs, 'run')} now
            </span>
            <span className="text-ink-2">
              : {formatCount(events, 'event')}, about {formatBytes(bytes)}.
            </span>
          </>
        )}
      </p>
      {runs > 0 && (
        <Collapsible name={runs > first.length ? `The oldest ${first.length} of them` : 'Which ones'}>
          <RunShares label="Runs that these rules take away" runs={first} />
        </Collapsible>
      )}
      {pinned > 0 && (
        <Collapsible
          name={
            <>
              <Pin aria-hidden="true" size={12} className="text-accent" fill="currentColor" />
              {formatCount(pinned, 'pinned run')} {pinned === 1 ? 'is' : 'are'} kept all the same
            </>
          }
        >
          <RunShares label="Pinned runs that are kept" runs={firstPinned} />
        </Collapsible>
      )}
    </div>
  )
}

/** A collapsible list under `name`. */
function Collapsible({
  name,
  children,
}: {
  readonly name: ReactNode
  readonly children: ReactNode
}): ReactElement {
  return (
    <details className="group/fold">
      <summary className="-ml-0.5 flex min-h-6 w-fit list-none items-center gap-1.5 rounded-sm pr-1 text-ink-2 hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          size={13}
          className="text-ink-3 transition-transform group-open/fold:rotate-90"
        />
        {name}
      </summary>
      <div className="mt-1">{children}</div>
    </details>
  )
}
