// Whether secrets are removed from an export, and which: Runlight’s rules in words, and the person’s own patterns.

import { TriangleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import { redactedMark } from '../../core/secrets/text-rules.ts'
import { CustomPatterns } from './custom-patterns.tsx'
import { RedactionRules } from './redaction-rules.tsx'

type Props = { readonly value: boolean; readonly onChange: (redact: boolean) => void }

/** The checkbox, with what it does. */
export function RedactionChoice({ value, onChange }: Props): ReactElement {
  return (
    <section aria-label="Redaction" className="rounded-lg bg-raised ring-1 ring-line ring-inset">
      <label className="flex items-start gap-3 px-3.5 py-3">
        <input
          type="checkbox"
          checked={value}
          onChange={(event) => onChange(event.target.checked)}
          aria-describedby="redaction-line"
          className="mt-0.5 size-4 shrink-0 accent-accent-fill"
        />
        <span className="min-w-0">
          <span className="block font-medium">Take secrets out</span>
          <span id="redaction-line" className="mt-0.5 block min-h-8 text-small">
            {value ? (
              <span className="text-ink-2">
                Each becomes <span className="font-mono text-tiny">{redactedMark}</span>, and the file states
                how many of which sort there were. The log itself stays as it is.
              </span>
            ) : (
              <span className="flex gap-1.5 text-warn">
                <TriangleAlert aria-hidden="true" size={14} className="mt-px shrink-0" />
                The file will hold every credential that a server or a request showed. Hand it only to people
                who may have them.
              </span>
            )}
          </span>
        </span>
      </label>
      {value && (
        <div className="border-line border-t px-3.5 pt-2.5 pb-3">
          <RedactionRules />
          <CustomPatterns />
        </div>
      )}
    </section>
  )
}
