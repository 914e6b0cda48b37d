// The facets of a log: levels, traits and event names with their counts, each to be included or excluded. They edit the
// query and have no state of their own. Counts are of the whole log, so that excluded ones can be included again.

import { Check, CircleMinus } from 'lucide-react'
import { type ReactElement, type ReactNode, useState } from 'react'
import { useRun } from '../../desk/desk-context.ts'
import { cx } from '../../ui/cx.ts'
import { Input } from '../../ui/input.tsx'
import { UntrustedText } from '../../ui/untrusted-text.tsx'
import { type Facet, type FacetState, facetState, withFacet } from './facet-query.ts'
import { type Facets, useFacets } from './use-facets.ts'

/** With more names than this, there is a field to filter them. */
const manyNames = 10

type Props = {
  readonly run: number
  readonly query: string
  readonly onQuery: (query: string) => void
}

type Counted = Facet & { readonly count: number; readonly word: string }

/** The content of the popover. */
export function FacetsPanel({ run, query, onQuery }: Props): ReactElement {
  const events = useRun(run)?.events ?? 0
  const { value, problem } = useFacets(run, events)
  if (problem !== null && value === null) return <p className="p-4 text-small text-warn">{problem}</p>
  if (value === null) return <p className="animate-late p-4 text-ink-3 text-small">Counting…</p>
  const choose = (facet: Facet, state: FacetState) => onQuery(withFacet(query, facet, state))
  return (
    <div className="flex max-h-[min(560px,70vh,var(--radix-popover-content-available-height))] w-72 flex-col">
      <Group title="Levels" note="counts of the whole log">
        {levelsOf(value).map((facet) => (
          <FacetLine key={facet.value} facet={facet} query={query} onChoose={choose} />
        ))}
      </Group>
      {traitsOf(value).length > 0 && (
        <Group title="Events that are">
          {traitsOf(value).map((facet) => (
            <FacetLine key={facet.value} facet={facet} query={query} onChoose={choose} />
          ))}
        </Group>
      )}
      <Names facets={value} query={query} onChoose={choose} />
    </div>
  )
}

function levelsOf({ levels }: Facets): readonly Counted[] {
  return (['error', 'warning', 'info', 'ping'] as const).map((value) => ({
    name: 'level',
    value,
    word: value,
    count: levels[value],
  }))
}

function traitsOf({ traits }: Facets): readonly Counted[] {
  return (['content', 'unreadable', 'late', 'repeat'] as const).flatMap((value) =>
    traits[value] === 0 ? [] : [{ name: 'is' as const, value, word: value, count: traits[value] }],
  )
}

type Choose = (facet: Facet, state: FacetState) => void

function Names({
  facets,
  query,
  onChoose,
}: {
  readonly facets: Facets
  readonly query: string
  readonly onChoose: Choose
}): ReactElement {
  const [text, setText] = useState('')
  const { names, rest } = facets
  const shown = names.filter(({ name }) => name.toLowerCase().includes(text.trim().toLowerCase()))
  return (
    <Group title="Event names" grows>
      {names.length > manyNames && (
        <div className="px-3 pb-1">
          <Input
            aria-label="Narrow the event names"
            placeholder="Narrow the names"
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="h-7 text-small"
          />
        </div>
      )}
      {shown.map(({ name, events }) => (
        <FacetLine
          key={name}
          facet={{ name: 'event', value: name, word: name, count: events }}
          query={query}
          onChoose={onChoose}
        />
      ))}
      {names.length === 0 && <p className="px-3 pb-1 text-ink-3 text-small">There are no events yet.</p>}
      {names.length > 0 && shown.length === 0 && (
        <p className="px-3 pb-1 text-ink-3 text-small">No event name has “{text.trim()}” in it.</p>
      )}
      {rest.events > 0 && text === '' && (
        <p className="px-3 pb-1 text-ink-3 text-small">
          {rest.events.toLocaleString('en-US')} events have rarer names: filter them as event:name.
        </p>
      )}
    </Group>
  )
}

function Group({
  title,
  note,
  grows = false,
  children,
}: {
  readonly title: string
  readonly note?: string
  readonly grows?: boolean
  readonly children: ReactNode
}): ReactElement {
  return (
    <section
      aria-label={title}
      className={cx('flex flex-col border-line not-first:border-t py-2', grows && 'min-h-0 overflow-y-auto')}
    >
      <h4 className="flex px-3 pb-1 font-medium text-ink-3 text-tiny">
        {title}
        {note !== undefined && <span className="ml-auto font-normal">{note}</span>}
      </h4>
      {children}
    </section>
  )
}

const inks: Readonly<Record<string, string>> = { error: 'text-bad', warning: 'text-warn' }

/** One facet: a click on its name includes it, on the icon excludes it; a second click undoes that. */
function FacetLine({
  facet,
  query,
  onChoose,
}: {
  readonly facet: Counted
  readonly query: string
  readonly onChoose: Choose
}): ReactElement {
  const state = facetState(query, facet)
  const { word, count, name } = facet
  return (
    <div className="group/facet flex items-center pr-1.5 pl-1.5">
      <button
        type="button"
        aria-pressed={state === 'included'}
        title={state === 'included' ? `Show others than ${word} as well` : `Show ${word} only`}
        onClick={() => onChoose(facet, state === 'included' ? null : 'included')}
        className="flex h-6 min-w-0 flex-1 items-center gap-1.5 rounded-sm px-1.5 text-left text-small hover:bg-hover aria-pressed:bg-select"
      >
        <Check
          aria-hidden="true"
          size={12}
          className={cx('shrink-0 text-accent', state !== 'included' && 'invisible')}
        />
        <span
          className={cx(
            'min-w-0 flex-1 truncate',
            name === 'event' && 'font-mono text-[11.5px]',
            state === 'excluded'
              ? 'text-ink-3 line-through'
              : (name === 'level' && inks[facet.value]) || 'text-ink',
          )}
        >
          <UntrustedText text={word} />
        </span>
        <span className="text-ink-3 tabular-nums">{count.toLocaleString('en-US')}</span>
      </button>
      <button
        type="button"
        aria-pressed={state === 'excluded'}
        aria-label={state === 'excluded' ? `Bring ${word} back` : `Leave ${word} out`}
        title={state === 'excluded' ? `Bring ${word} back` : `Leave ${word} out`}
        onClick={() => onChoose(facet, state === 'excluded' ? null : 'excluded')}
        className="ml-0.5 flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink aria-pressed:text-warn"
      >
        <CircleMinus aria-hidden="true" size={13} />
      </button>
    </div>
  )
}
