// What a row says: the message of its event, or the data as received. A row of joined pieces of a text begins with how many
// there are, which opens it.

import { ChevronDown, ChevronRight } from 'lucide-react'
import type { ReactElement } from 'react'
import { flags } from '../../../core/log/flags.ts'
import type { EventRow } from '../../../core/run/run.ts'
import { cx } from '../../ui/cx.ts'
import { formatFlags } from '../../ui/format-flags.ts'
import { GridCell } from '../../ui/grid.tsx'
import { JsonText } from '../../ui/json-text.tsx'
import { toneInk } from '../../ui/tones.ts'
import { UntrustedText } from '../../ui/untrusted-text.tsx'
import { oneLine } from '../data/one-line.ts'
import type { RowLayout } from './row-layout.ts'

/** Where a row is from the moment that is looked at; `before` also while that is the present. */
export type Era = 'before' | 'here' | 'later'

type Props = {
  readonly row: EventRow
  readonly layout: RowLayout
  /** The first of pieces of a text that are rows of their own. */
  readonly opened: boolean
  readonly era: Era
  readonly onToggle: () => void
}

/** The last cell of a row. */
export function RowMessage({ row, layout: { raw, wrap }, opened, era, onToggle }: Props): ReactElement {
  const isFaint = era === 'later' || (row.flags & (flags.ping | flags.repeat | flags.late)) !== 0
  const text = raw ? row.data : (row.message ?? row.data)
  const shown = wrap ? text : oneLine(text)
  const isData = raw || row.message === undefined
  return (
    <GridCell
      className={cx('flex min-w-0 gap-2', wrap ? 'items-start' : 'items-center', era === 'here' && 'pr-22')}
    >
      {(opened || row.until !== undefined) && <Joined row={row} opened={opened} onToggle={onToggle} />}
      <span
        className={cx(
          isFaint ? 'text-ink-3' : 'text-ink',
          raw && 'font-mono text-[11.5px]',
          wrap ? 'whitespace-pre-wrap [overflow-wrap:anywhere]' : 'truncate whitespace-pre',
          wrap && (raw ? 'line-clamp-4' : 'line-clamp-3'),
        )}
      >
        {isData && !isFaint ? <JsonText text={shown} inks="calm" /> : <UntrustedText text={shown} />}
      </span>
      <FlagWords row={row} />
    </GridCell>
  )
}

function Joined({ row, opened, onToggle }: Pick<Props, 'row' | 'opened' | 'onToggle'>): ReactElement {
  const count = (row.until ?? row.seq) - row.seq + 1
  const Icon = opened ? ChevronDown : ChevronRight
  const words = `${count.toLocaleString('en-US')} chunks`
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-expanded={opened}
      title={opened ? 'Join them again (←)' : `Show events ${row.seq}–${row.until} one by one (→)`}
      onClick={(event) => {
        event.stopPropagation()
        onToggle()
      }}
      onPointerDown={(event) => event.stopPropagation()}
      className="-ml-1 inline-flex h-6 shrink-0 items-center gap-0.5 rounded-sm pr-1.5 pl-0.5 font-sans text-ink-3 text-tiny tabular-nums hover:bg-press hover:text-ink"
    >
      <Icon aria-hidden="true" size={13} />
      {opened ? 'join' : words}
    </button>
  )
}

function FlagWords({ row }: { readonly row: EventRow }): ReactElement | null {
  const words = formatFlags(row)
  if (words.length === 0) return null
  return (
    <span className="ml-auto flex shrink-0 gap-2 font-sans text-tiny">
      {words.map(({ word, tone, help }) => (
        <span key={word} title={help} className={toneInk[tone]}>
          {word}
        </span>
      ))}
    </span>
  )
}
