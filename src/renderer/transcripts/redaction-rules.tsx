// What an export that takes secrets out takes out, in words.

import { ShieldCheck } from 'lucide-react'
import type { ReactElement } from 'react'
import { ruleNames } from '../../core/secrets/text-rules.ts'

/** The list of what is taken out. */
export function RedactionRules(): ReactElement {
  return (
    <ul
      aria-label="What is taken out"
      className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,240px),1fr))] gap-x-4 gap-y-1 text-ink-2 text-small"
    >
      {Object.values(ruleNames).map((name) => (
        <li key={name} className="flex items-start gap-1.5">
          <ShieldCheck aria-hidden="true" size={13} className="mt-0.5 shrink-0 text-ink-3" />
          {name}
        </li>
      ))}
    </ul>
  )
}
