// The secret headers of a copied request, by their names: what they hold is sent and kept like credentials, and never shown.

import type { ReactElement } from 'react'
import { parseHeaderLines } from '../../core/secrets/headers.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import type { Draft } from './draft.ts'

type Props = { readonly draft: Draft; readonly onChange: (draft: Draft) => void }

/** Nothing where there are none. */
export function SecretHeaders({ draft, onChange }: Props): ReactElement | null {
  const parsed = parseHeaderLines(draft.secretHeaders)
  const names = parsed.ok ? [...new Set(parsed.headers.map(([name]) => name))] : []
  if (names.length === 0) return null
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 text-ink-2 text-small">
      <span>
        Sent with <UntrustedText text={names.join(', ')} className="font-mono" />, kept like credentials and
        not shown.
      </span>
      <button
        type="button"
        onClick={() => onChange({ ...draft, secretHeaders: '' })}
        className="hit rounded-sm underline decoration-edge underline-offset-2 hover:text-ink"
      >
        Leave {names.length === 1 ? 'it' : 'them'} out
      </button>
    </p>
  )
}
