// Named values, to read and to copy. A URL is plain text: nothing here opens what a server sent.

import type { ReactElement } from 'react'
import { CopyButton } from '../ui/copy-button.tsx'
import { Section } from '../ui/section.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

type Fact = { readonly name: string; readonly value: string }

/** The values; nothing where there are none. A click on a value copies it. */
export function Facts({
  title,
  facts,
}: {
  readonly title: string
  readonly facts: readonly Fact[]
}): ReactElement | null {
  if (facts.length === 0) return null
  return (
    <Section title={title}>
      <dl className="flex flex-col">
        {facts.map(({ name, value }) => (
          <div
            key={name}
            className="grid grid-cols-[112px_minmax(0,1fr)] gap-3 border-line border-t py-1.5 first:border-t-0"
          >
            <dt className="text-ink-3 text-small leading-5 [overflow-wrap:anywhere]">
              <UntrustedText text={name} />
            </dt>
            <dd className="min-w-0">
              <CopyButton
                text={value}
                label={`Copy ${name}`}
                className="max-w-full items-start! hover:text-accent"
              >
                <span className="line-clamp-4 min-w-0 text-small leading-5 [overflow-wrap:anywhere]">
                  <UntrustedText text={value} />
                </span>
              </CopyButton>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
