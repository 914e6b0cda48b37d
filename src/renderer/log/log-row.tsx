// One slot of the log: an event in one line, or a dividing line. All of one height.

import { memo, type ReactElement } from 'react'
import { flags } from '../../core/flags.ts'
import type { EventRow } from '../../core/run.ts'
import { cx } from '../ui/cx.ts'
import { GridCell, GridRow } from '../ui/grid.tsx'
import { Inert } from '../ui/inert.tsx'
import { clockMs, fullTime } from '../ui/times.ts'
import { toneInk } from '../ui/tones.ts'
import type { Divider } from './dividers.ts'
import { flagWords, nameTone } from './flag-words.ts'
import { JsonText } from './json-text.tsx'
import { oneLine } from './one-line.ts'

export const logRowHeight = 26

/** The columns of a row: time, number, name, data. The list sets how wide its numbers are. */
const columns = 'grid grid-cols-[84px_var(--log-digits)_96px_minmax(0,1fr)] gap-x-3'

type Props = {
  readonly row: EventRow
  readonly rowId: string
  readonly index: number
  readonly active: boolean
  readonly opened: boolean
  readonly onOpen: (index: number) => void
}

/** The row of one event; `index` is its place in the filtered log. */
export const LogRow = memo(function LogRow({
  row,
  rowId,
  index,
  active,
  opened,
  onOpen,
}: Props): ReactElement {
  const faint = (row.flags & (flags.ping | flags.repeat | flags.late)) !== 0
  return (
    <GridRow
      id={rowId}
      place={index + 1}
      aria-selected={opened}
      onClick={() => onOpen(index)}
      className={cx(
        columns,
        'h-full items-center px-5 font-mono text-[11.5px]',
        opened ? 'bg-select' : active ? 'bg-press' : 'hover:bg-hover',
        active &&
          'group-focus-visible/log:ring-2 group-focus-visible/log:ring-accent group-focus-visible/log:ring-inset',
      )}
    >
      <GridCell className="text-ink-3">
        <time dateTime={new Date(row.at).toISOString()} title={fullTime(row.at)}>
          {clockMs(row.at)}
        </time>
      </GridCell>
      <GridCell className="text-right text-ink-3">{row.seq}</GridCell>
      <GridCell className={cx('truncate font-medium', toneInk[nameTone(row)])}>
        <Inert text={row.name} />
      </GridCell>
      <GridCell className="flex min-w-0 items-center gap-3">
        <span className="truncate whitespace-pre text-ink-3">
          {faint ? <Inert text={oneLine(row.data)} /> : <JsonText text={oneLine(row.data)} inks="calm" />}
        </span>
        <FlagWords row={row} />
      </GridCell>
    </GridRow>
  )
})

function FlagWords({ row }: { readonly row: EventRow }): ReactElement | null {
  const words = flagWords(row)
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

/** The place of a row that is on its way. */
export function LogRowToCome(): ReactElement {
  return (
    <div aria-hidden="true" className="flex h-full items-center gap-3 px-5">
      <span className="h-2 w-20 rounded-full bg-hover" />
      <span className="h-2 w-64 rounded-full bg-hover" />
    </div>
  )
}

const dividerInks = { plain: 'text-ink-3', gap: 'text-ink-2', lost: 'text-warn' } as const

/** A line between rows. */
export const LogDivider = memo(function LogDivider({ divider }: { readonly divider: Divider }): ReactElement {
  return (
    <GridRow
      title={divider.text}
      className={cx('flex h-full items-center gap-3 px-5 text-tiny', dividerInks[divider.tone])}
    >
      <Rule tone={divider.tone} />
      <GridCell className="truncate">
        <Inert text={divider.text} />
      </GridCell>
      <Rule tone={divider.tone} long />
    </GridRow>
  )
})

/** A gap's rule is broken, an attempt's is whole. */
function Rule({
  tone,
  long = false,
}: {
  readonly tone: Divider['tone']
  readonly long?: boolean
}): ReactElement {
  return (
    <span
      aria-hidden="true"
      className={cx(
        'h-0 border-t',
        long ? 'min-w-6 flex-1' : 'w-6 shrink-0',
        tone === 'plain' ? 'border-line' : 'border-dashed',
        tone === 'lost' ? 'border-warn/60' : tone === 'gap' && 'border-edge',
      )}
    />
  )
}
