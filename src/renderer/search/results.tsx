// The results as one list and one stop for the Tab key: arrows move through runs and hits, Enter opens. Only visible rows
// exist; the next page is requested before its first row is visible.

import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactElement, useEffect, useMemo, useRef, useState } from 'react'
import { useDesk } from '../desk/desk-context.ts'
import { shortcutOf } from '../desk/keys.ts'
import type { Handlers } from '../desk/shortcuts.ts'
import { Grid, isIn } from '../ui/grid.tsx'
import { resultsId } from './ids.ts'
import { type ResultEntry, resultEntries } from './result-entries.ts'
import { HitRow, MoreRow, RunRow } from './result-rows.tsx'
import type { SearchState } from './searcher.ts'

const heights = { run: 40, hit: 28, more: 28 } as const
/** The next page is requested this many rows before the end. */
const ahead = 20

type Props = { readonly state: SearchState; readonly onMore: () => void }

/** The list. */
export function Results({ state, onMore }: Props): ReactElement {
  const { actions, recents } = useDesk()
  const entries = useMemo(() => resultEntries(state.groups), [state.groups])
  const [active, setActive] = useState<string | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heights[entries[index]?.type ?? 'hit'],
    getItemKey: (index) => entries[index]?.key ?? index,
    overscan: 12,
    paddingEnd: 8,
  })

  const items = rows.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (state.phase === 'paused' && last >= entries.length - ahead) onMore()
  }, [state.phase, last, entries.length, onMore])

  const at = active === null ? -1 : entries.findIndex((entry) => entry.key === active)
  const open = (entry: ResultEntry | undefined) => {
    if (entry === undefined) return
    setActive(entry.key)
    recents.remember(state.query)
    const { id } = entry.group.run
    if (entry.type === 'hit') actions.openAt(id, entry.hit.seq, state.query)
    else if (entry.type === 'more') actions.openLog(id, state.query)
    else actions.open(id)
  }

  function onKeyDown(event: KeyboardEvent): void {
    const id = shortcutOf('results', { key: event.key })
    const isChord = event.ctrlKey || event.metaKey || event.altKey
    if (id === null || (isChord && id !== 'open-hit')) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / heights.hit) - 1)
    const step = (by: number) => {
      const next = Math.min(entries.length - 1, Math.max(0, at === -1 && by > 0 ? by - 1 : at + by))
      setActive(entries[next]?.key ?? null)
      rows.scrollToIndex(next, { align: 'auto' })
    }
    const handlers: Handlers<'results'> = {
      'next-hit': () => step(1),
      'previous-hit': () => step(-1),
      'page-down': () => step(page),
      'page-up': () => step(-page),
      'first-hit': () => step(-entries.length),
      'last-hit': () => step(entries.length),
      'open-hit': () => open(entries[at]),
    }
    handlers[id]()
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <Grid
      ref={scroller}
      id={resultsId}
      aria-label="Results"
      rows={state.phase === 'done' ? entries.length : -1}
      active={at >= 0 ? `result-${active}` : undefined}
      away={!isIn(rows.range, at)}
      data-arrows
      onKeyDown={onKeyDown}
      onFocus={() => {
        if (at === -1) setActive(entries[0]?.key ?? null)
      }}
      className="group/results min-h-0 flex-1 overflow-y-auto [overflow-anchor:none]"
    >
      <div className="@container/results relative" style={{ height: rows.getTotalSize() }}>
        {items.map((item) => {
          const entry = entries[item.index]
          if (entry === undefined) return null
          const common = {
            rowId: `result-${entry.key}`,
            place: item.index + 1,
            active: entry.key === active,
            onOpen: () => open(entry),
          }
          return (
            <div
              key={item.key}
              role="presentation"
              className="absolute inset-x-0 top-0"
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            >
              {entry.type === 'run' && (
                <RunRow {...common} group={entry.group} count={state.counts.get(entry.group.run.id)} />
              )}
              {entry.type === 'hit' && (
                <HitRow {...common} hit={entry.hit} runAt={entry.group.run.createdAt} />
              )}
              {entry.type === 'more' && (
                <MoreRow {...common} group={entry.group} count={state.counts.get(entry.group.run.id)} />
              )}
            </div>
          )
        })}
      </div>
    </Grid>
  )
}
