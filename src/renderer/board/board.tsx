// The board: every run as a row; only visible rows are drawn. It is one grid and one stop for the Tab key; aria-
// activedescendant names the row under the cursor. A <table> was rejected: rows that come and go while scrolling would make
// its columns jump.

import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useDesk, useLive, usePreferences, useView } from '../desk/desk-context.ts'
import { shortcutOf } from '../desk/keys.ts'
import type { BoardEntry } from '../store/board-groups.ts'
import { selectedOf } from '../store/selection.ts'
import { twinsOf } from '../store/twins.ts'
import { Grid, isIn } from '../ui/grid.tsx'
import { lazyChunk, lazyPart } from '../ui/lazy-part.tsx'
import { useSize } from '../ui/use-size.ts'
import { boardId, cursorAt, groupAt, isFolded, rowId } from './board-cursor.ts'
import { BoardColumns, GroupHeading } from './board-heading.tsx'
import { foldAtCursor } from './board-keys.ts'
import { BoardRow } from './board-row.tsx'
import { BoardToolbar } from './board-toolbar.tsx'
import { EmptyBoard } from './empty-board.tsx'
import { hasClientNotes, hasManyServers, headingHeight, rowHeight, rowLayout } from './layout.ts'
import { selectForMenu } from './selecting.ts'
import { SelectingKeys } from './selecting-keys.tsx'
import { useBoardCursor } from './use-board-cursor.ts'
import { useBoardEntries, useBoardQuery, useGroupsOf, useShownCount } from './use-board-entries.ts'

const BoardSelection = lazyPart(
  lazyChunk(() => import('./selection.tsx')),
  (module) => module.BoardSelection,
  { fallback: () => <div className="min-h-11 shrink-0 border-line border-b" /> },
)

const none: readonly BoardEntry[] = []
/** Rows that are filled when the board is drawn first. */
const atOnce = 12

/** The board with its toolbar. */
export function Board(): ReactElement {
  const query = useBoardQuery()
  const groupsOf = useGroupsOf(query)
  const latest = useBoardEntries(groupsOf)
  const shown = useShownCount(groupsOf)
  // Many rows at once, as when the window opens, are drawn in slices, for which the first of them do not wait.
  const drawn = useDeferredValue(latest, none)
  const isFirst = drawn === none
  const entries = isFirst ? latest : drawn
  const desk = useDesk()
  const open = useView((state) => state.open)
  const selection = useView((state) => state.selection)
  const isSelecting = useLive((state) => selectedOf(selection, latest, state.runs).runs.length > 0)
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number } | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const { width } = useSize(scroller)
  const twins = useLive((state) => twinsOf(state.runs))
  const { density } = usePreferences()
  const manyServers = useLive((state) => hasManyServers(state.runs))
  const noted = useLive((state) => hasClientNotes(state.runs))
  const columns = useLive((state) => state.settings.board.columns)
  const layout = useMemo(
    () => rowLayout(width, density, manyServers, columns, noted),
    [width, density, manyServers, columns, noted],
  )
  const height = rowHeight(layout)
  const keys = useMemo(() => keysOf(entries), [entries])
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (typeof entries[index] === 'number' ? height : headingHeight),
    getItemKey: (index) => keys[index] ?? index,
    overscan: 8,
    paddingEnd: 8,
  })

  useEffect(() => {
    if (height > 0) rows.measure()
  }, [height, rows])

  const items = rows.getVirtualItems()
  const filled = isFirst ? items.slice(0, atOnce) : items
  const { index, onFocus } = useBoardCursor({
    query,
    entries,
    scroller,
    // With the first run its heading is seen as well.
    scrollTo: (to) => (to < 2 ? rows.scrollToOffset(0) : rows.scrollToIndex(to, { align: 'auto' })),
    // A list that is there already is not laid out for it.
    toTop: () => rows.scrollOffset !== 0 && rows.scrollToOffset(0),
  })
  const isDrawn = filled.some((item) => item.index === index)
  const idOf = (at: number) => rowId(entries[at] ?? '', at + 1, keys[at] !== entries[at])
  /** The menu for the row under the pointer, or, from the keyboard, for the one under the cursor. */
  const openMenu = (event: MouseEvent) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-run]') : null
    const at = row ?? document.getElementById(isDrawn ? idOf(index) : '')
    if (at?.dataset.run === undefined) return
    event.preventDefault()
    selectForMenu(desk, cursorAt(entries, Number(at.getAttribute('aria-rowindex')) - 1))
    const { left, bottom } = at.getBoundingClientRect()
    setMenu(row === null ? { x: left + 24, y: bottom } : { x: event.clientX, y: event.clientY })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const id = shortcutOf('board', event)
    if (id === null || (id === 'toggle-group' && typeof entries[index] === 'number')) return
    event.preventDefault()
    foldAtCursor(desk, id === 'toggle-group' ? !isFolded(entries, index) : id === 'fold')
  }

  return (
    <section aria-label="Board" className="@container/board flex h-full min-h-0 flex-col bg-surface">
      <SelectingKeys />
      {isSelecting ? (
        <BoardSelection entries={latest} menu={menu} onMenuClosed={() => setMenu(null)} />
      ) : (
        <BoardToolbar query={query} shown={shown} groupsOf={groupsOf} layout={layout} />
      )}
      {layout.wide && latest.length > 0 && <BoardColumns layout={layout} />}
      <Grid
        ref={scroller}
        id={boardId}
        aria-label="Runs"
        rows={latest.length}
        active={isDrawn ? idOf(index) : undefined}
        aria-multiselectable={latest.length > 0 || undefined}
        onContextMenu={openMenu}
        away={!isIn(rows.range, index)}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        {...(latest.length === 0 && withoutRows)}
        className="group/board min-h-0 flex-1 overflow-y-auto [overflow-anchor:none]"
      >
        {latest.length === 0 ? (
          <EmptyBoard query={query} />
        ) : (
          <div className="relative mx-2" style={{ height: rows.getTotalSize() }}>
            {items.map((item, at) => {
              const entry = at < filled.length ? entries[item.index] : undefined
              return (
                <div
                  key={item.key}
                  role="presentation"
                  data-index={item.index}
                  className="absolute inset-x-0 top-0 contain-strict"
                  style={{ height: item.size, transform: `translateY(${item.start}px)` }}
                >
                  {typeof entry === 'number' ? (
                    <BoardRow
                      id={entry}
                      rowId={idOf(item.index)}
                      group={groupAt(entries, item.index)}
                      index={item.index + 1}
                      cursor={item.index === index}
                      selected={selection.runs.has(entry)}
                      open={entry === open}
                      twin={twins.has(entry)}
                      layout={layout}
                    />
                  ) : (
                    entry !== undefined && (
                      <GroupHeading
                        group={entry}
                        groupsOf={groupsOf}
                        index={item.index + 1}
                        folded={isFolded(entries, item.index)}
                        cursor={item.index === index}
                      />
                    )
                  )}
                </div>
              )
            })}
          </div>
        )}
      </Grid>
    </section>
  )
}

/** A grid may hold rows alone: without any it is a group, with the reason in it. */
const withoutRows = { role: 'group', 'aria-rowcount': undefined } as const

/** A key for each row; that of a run which has a row already names the group as well. */
function keysOf(entries: readonly BoardEntry[]): readonly (number | string)[] {
  const seen = new Set<number>()
  let group = ''
  return entries.map((entry) => {
    if (typeof entry === 'string') group = entry
    else if (seen.has(entry)) return `${entry} ${group}`
    else seen.add(entry)
    return entry
  })
}
