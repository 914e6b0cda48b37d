// Named values, to read and to copy: names as people write them, times on the chosen clock, JSON as a tree. A URL is plain
// text: nothing here opens what a server sent.

import { type ReactElement, useMemo } from 'react'
import { humaniseName, momentIn } from '../../core/basics/humanise.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { formatMoment } from '../ui/format-time.ts'
import { jsonNodes } from '../ui/json-nodes.ts'
import { JsonTree } from '../ui/json-tree.tsx'
import { Section } from '../ui/section.tsx'
import { Time } from '../ui/time.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

export type Fact = { readonly name: string; readonly value: string }

/** The values; nothing where there are none. */
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
        {facts.map((fact) => (
          <FactRow key={fact.name} {...fact} />
        ))}
      </dl>
    </Section>
  )
}

/** The button has a gutter of its own, so that it neither covers the value nor moves it. */
function FactRow({ name, value }: Fact): ReactElement {
  const tree = useMemo(() => jsonNodes(value), [value])
  const moment = momentIn(value)
  const label = humaniseName(name)
  return (
    <div className="group/fact grid grid-cols-[minmax(72px,112px)_minmax(0,1fr)_24px] gap-x-3 border-line border-t py-1 first:border-t-0">
      <dt title={name} className="py-0.5 text-ink-3 text-small leading-5 [overflow-wrap:anywhere]">
        <UntrustedText text={label} />
      </dt>
      <dd className="selectable min-w-0 py-0.5 text-small leading-5">
        {tree !== null ? (
          <JsonTree branch={tree} />
        ) : moment !== null ? (
          <Time at={moment} shown={formatMoment} />
        ) : (
          <span title={value} className="line-clamp-4 [overflow-wrap:anywhere]">
            <UntrustedText text={value} />
          </span>
        )}
      </dd>
      <dd>
        <CopyButton
          text={value}
          label={`Copy ${label}`}
          className="size-6 justify-center opacity-0 hover:bg-hover focus-visible:opacity-100 group-hover/fact:opacity-100 pointer-coarse:opacity-100"
        />
      </dd>
    </div>
  )
}
