// A comparison, section by section: what is usual, time, figures, stages, items, text, events by name: pictures first. Where something cannot be compared, it
// says why.

import type { ReactElement } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import type { TextPair } from '../../core/figures/compare-results.ts'
import type { Comparison } from '../../core/figures/comparison.ts'
import type { Figures } from '../../core/figures/figures.ts'
import { Section } from '../ui/section.tsx'
import { countRow, durationRow } from './fact-rows.ts'
import { FactTable } from './fact-table.tsx'
import { factRows } from './format-comparison.ts'
import { ItemDifferences } from './item-differences.tsx'
import { Overlay } from './overlay.tsx'
import { StagePairs } from './stage-pairs.tsx'
import { TextDifferences } from './text-differences.tsx'
import { UsualPart } from './usual-part.tsx'

/** All sections of `comparison`. */
export function ComparisonView({ comparison }: { readonly comparison: Comparison }): ReactElement {
  const { a, b, usual, sameKind } = comparison
  const [left, right] = [a.title, b?.title ?? 'Usual']
  return (
    <div className="mx-auto flex max-w-300 flex-col gap-8 pt-5 pb-12">
      {!sameKind && (
        <p className="rounded-md bg-hover px-3 py-1.5 text-ink-2 text-small">
          These runs are of different kinds, so only what every run has is compared: times, events, gaps and
          how they ended.
        </p>
      )}
      <Headline comparison={comparison} />
      {usual !== null && (
        <Section
          title="What is usual"
          note="by completed runs of your own history; imported runs do not count"
        >
          <UsualPart a={a} usual={usual} />
        </Section>
      )}
      {b !== null && (
        <Section title="In time">
          <Overlay a={a} b={b} />
        </Section>
      )}
      <Section title="Figures">
        <FactTable
          caption={b === null ? 'Figures of the run and what is usual' : 'Figures of both runs'}
          left={left}
          right={right}
          rows={factRows(comparison)}
        />
        <Sampled figures={a} />
        {b !== null && <Sampled figures={b} />}
      </Section>
      {sameKind && (
        <Section title="Stages">
          <Stages comparison={comparison} />
        </Section>
      )}
      <Outputs comparison={comparison} />
    </div>
  )
}

/** How much longer the left took; nothing where that is not known of both. */
function Headline({ comparison: { a, b, usual } }: { readonly comparison: Comparison }): ReactElement | null {
  const other = b === null ? (usual?.durationP50Ms ?? null) : b.durationMs
  if (a.durationMs === null || other === null) return null
  const row = durationRow('', a.durationMs, other)
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 tabular-nums">
      <span className="font-semibold text-hero tracking-[-0.02em]">{row.difference}</span>
      <span className="text-ink-2">
        {row.a} on the left, {row.b} {b === null ? 'usually' : 'on the right'}, from the first event to the
        verdict
      </span>
    </p>
  )
}

const notInRun = { bar: 'not in this run', difference: 'only on the left' }
const notUsual = { bar: 'not usual', difference: '' }
const notKnown = { bar: 'not known yet', difference: '' }

function Stages({ comparison: { a, b, usual, stages } }: { readonly comparison: Comparison }): ReactElement {
  if (stages.length === 0)
    return (
      <p className="text-ink-3 text-small">
        {b === null
          ? 'This run names no stages, and none is usual for its kind.'
          : 'Neither run names stages.'}
      </p>
    )
  const without = a.stages.length === 0 ? 'left' : b?.stages.length === 0 ? 'right' : null
  return (
    <>
      {without !== null && (
        <p className="mb-2 text-ink-3 text-small">The run on the {without} names no stages.</p>
      )}
      <StagePairs
        stages={stages}
        lacking={usual === null ? notInRun : usual.stages.length === 0 ? notKnown : notUsual}
      />
    </>
  )
}

/** What two runs produced. */
function Outputs({ comparison }: { readonly comparison: Comparison }): ReactElement | null {
  const { a, b, names, items, text, reasoning } = comparison
  if (b === null) return null
  return (
    <>
      {items !== null && items.both + items.onlyACount + items.onlyBCount > 0 && (
        <Section
          title="Items"
          note={a.totals.items + b.totals.items > 4_000 ? 'as many as are kept of each' : null}
        >
          <ItemDifferences items={items} />
        </Section>
      )}
      {text !== null && (
        <Section title="Text" note={lengthsNote(text)}>
          <TextDifferences text={text} />
        </Section>
      )}
      {reasoning !== null && (
        <Section title="Reasoning" note={lengthsNote(reasoning)}>
          <TextDifferences text={reasoning} />
        </Section>
      )}
      {names !== null && (
        <Section title="Events by name">
          <FactTable
            caption="Events by name in both runs"
            left={a.title}
            right={b.title}
            rows={names.map(({ name, a: mine, b: theirs }) =>
              countRow(name === '' ? 'any other name' : name, mine, theirs),
            )}
          />
        </Section>
      )}
    </>
  )
}

function lengthsNote({ aLength, bLength }: TextPair): string {
  return `${formatCount(aLength, 'character')} on the left, ${formatCount(bLength, 'character')} on the right`
}

function Sampled({ figures }: { readonly figures: Figures }): ReactElement | null {
  if (figures.exact) return null
  return (
    <p className="mt-2 text-ink-3 text-small">
      {figures.title} is too long to look at every event. {figures.basis}
    </p>
  )
}
