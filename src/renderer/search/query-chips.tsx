// The parts of a query as chips, each with a button to remove it; and the problems, with their positions and how to fix
// them.

import { X } from 'lucide-react'
import { type ReactElement, useMemo } from 'react'
import type { Problem } from '../../core/query/ast.ts'
import { type Chip, explainQuery, withoutPart } from '../../core/query/explain.ts'
import { parseQuery } from '../../core/query/parse.ts'
import { useLive } from '../desk/desk-context.ts'
import { useTimeStyle } from '../ui/time-style.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'

type Props = { readonly value: string; readonly onChange: (query: string) => void }

/** The chips of `value`, then its problems; nothing for an empty query. */
export function QueryChips({ value, onChange }: Props): ReactElement | null {
  const kinds = useLive((state) => state.kinds)
  const { zone } = useTimeStyle()
  const { chips, problems } = useMemo(() => {
    const { query, problems } = parseQuery(value)
    const kind = (id: string) => kinds.find((one) => one.id === id)?.label ?? id
    return { chips: explainQuery(query, { kind, zone }, Date.now()), problems }
  }, [value, kinds, zone])
  if (chips.length === 0 && problems.length === 0) return null
  return (
    <div className="flex flex-col gap-1.5">
      {chips.length > 0 && (
        <ul aria-label="What was understood" className="flex flex-wrap items-center gap-1.5">
          {chips.map((chip, i) => (
            <ChipItem
              key={`${chip.from}`}
              chip={chip}
              first={i === 0}
              onRemove={() => onChange(withoutPart(value, chip))}
            />
          ))}
        </ul>
      )}
      <Problems value={value} problems={problems} />
    </div>
  )
}

type ItemProps = { readonly chip: Chip; readonly first: boolean; readonly onRemove: () => void }

function ChipItem({ chip, first, onRemove }: ItemProps): ReactElement {
  return (
    <li className="flex min-w-0 items-center gap-1.5">
      {!first && chip.joined === 'or' && <span className="text-ink-3 text-tiny">or</span>}
      <span className="inline-flex h-6 min-w-0 max-w-96 items-center gap-1 rounded-sm bg-hover pl-2 text-ink-2 text-small">
        <span className="truncate">
          <UntrustedText text={chip.words} />
        </span>
        <button
          type="button"
          aria-label={`Take away: ${chip.words}`}
          onClick={onRemove}
          className="inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:bg-press hover:text-ink"
        >
          <X aria-hidden="true" size={12} />
        </button>
      </span>
    </li>
  )
}

const shownProblems = 3
/** The context around a problem, UTF-16 units. */
const around = 24

/** What of `value` cannot be understood, with the positions marked; nothing where all can. */
export function QueryProblems({ value }: { readonly value: string }): ReactElement | null {
  const { problems } = useMemo(() => parseQuery(value), [value])
  return <Problems value={value} problems={problems} />
}

function Problems({
  value,
  problems,
}: {
  readonly value: string
  readonly problems: readonly Problem[]
}): ReactElement | null {
  if (problems.length === 0) return null
  return (
    <ul aria-label="What cannot be understood" className="flex flex-col gap-1 text-small">
      {problems.slice(0, shownProblems).map((problem) => (
        <li key={`${problem.from} ${problem.message}`} className="flex flex-wrap items-baseline gap-x-2">
          <Excerpt value={value} problem={problem} />
          <span className="text-bad">{problem.message}</span>
          <span className="text-ink-2">{problem.mend}</span>
        </li>
      ))}
    </ul>
  )
}

function Excerpt({ value, problem }: { readonly value: string; readonly problem: Problem }): ReactElement {
  const to = Math.min(problem.to, problem.from + around)
  const start = Math.max(0, problem.from - around)
  const end = Math.min(value.length, to + around)
  return (
    <code className="max-w-full truncate rounded-sm bg-hover px-1.5 pb-0.5 text-ink-2 leading-5">
      {start > 0 && '…'}
      <UntrustedText text={value.slice(start, problem.from)} />
      <mark className="bg-transparent text-bad underline decoration-1 decoration-wavy underline-offset-2">
        <UntrustedText text={value.slice(problem.from, to)} />
      </mark>
      <UntrustedText text={value.slice(to, end)} />
      {end < value.length && '…'}
    </code>
  )
}
