// The log of a run: every stored event in order, with gaps and attempts between them; the newest is followed until the
// person scrolls up. Connects the parts of the log. Only visible rows exist.

import { type ReactElement, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import { useDesk, usePreferences, useView } from '../desk/desk-context.ts'
import { isBusy } from '../desk/is-busy.ts'
import { QueryChips } from '../search/query-chips.tsx'
import { errorMessage } from '../store/client.ts'
import { cx } from '../ui/cx.ts'
import { useSize } from '../ui/use-size.ts'
import { useLog } from './data/use-log.ts'
import { useRowFilter } from './data/use-row-filter.ts'
import { EmptyLog } from './empty-log.tsx'
import { useLogQuery } from './filter/use-log-query.ts'
import { EventPanel } from './inspect/event-panel.tsx'
import { useJumps } from './jump/use-jumps.ts'
import { LogStatus } from './log-status.tsx'
import { LogFilter, LogTools, logFilterId } from './log-toolbar.tsx'
import { ColumnHeaders } from './rows/column-headers.tsx'
import { LogList } from './rows/log-list.tsx'
import { digitsOf, layoutOf } from './rows/row-layout.ts'
import { useRowActions } from './rows/use-row-actions.ts'
import { useRowStyle } from './rows/use-row-style.ts'
import { indexAt } from './scroll/log-positions.ts'
import { LogScroller } from './scroll/log-scroller.tsx'
import { slotCount, slotOf } from './scroll/slots.ts'
import { useFollowPlayhead } from './scroll/use-follow-playhead.ts'
import { useGoToEvent } from './scroll/use-go-to-event.ts'
import { useRestorePosition } from './scroll/use-restore-position.ts'
import { useRowsInSight } from './scroll/use-rows-in-sight.ts'
import { useScrollAnchor } from './scroll/use-scroll-anchor.ts'
import { useVirtualScroll } from './scroll/use-virtual-scroll.ts'
import { sizeOf } from './selection/selection.ts'
import { useLogCursor } from './selection/use-log-cursor.ts'
import { useTail } from './selection/use-tail.ts'
import { useCopyActions } from './use-copy-actions.ts'
import { onListKey, useLogKeys } from './use-log-keys.ts'

/** The height of a row that is not wrapped, px. */
const rowHeights = { compact: 24, comfort: 32 } as const

/** The tab. */
export function LogTab({ run }: { readonly run: RunSummary }): ReactElement {
  const { view: desk, notices } = useDesk()
  const id = useId()
  const [jumping, setJumping] = useState(false)
  const query = useLogQuery()
  const styleControls = useRowStyle(run)
  const { style, singleChunks, set, togglePin } = styleControls
  const shown = useRowFilter(run.id, query.applied, singleChunks)
  const { filter, setPings, expand, join, openedAt } = shown
  const log = useLog(run, filter)
  const total = log.total ?? 0
  const box = useRef<HTMLDivElement>(null)
  const { width } = useSize(box)
  const { density } = usePreferences()
  const digits = digitsOf(run.events)
  const layout = useMemo(
    () => layoutOf(style, { width, digits, height: rowHeights[density] }),
    [style, width, digits, density],
  )
  const scroller = useRef<HTMLDivElement>(null)
  const scroll = useVirtualScroll(scroller, slotCount(total, log.placed), layout.height)
  useRowsInSight(scroller)
  const cursor = useLogCursor(filter, total)
  const { active, selection } = cursor
  const live = !isSettled(run.connection.state)

  /** Removes the filter that hides most: first the query, then hidden pings. False where nothing is hidden. */
  const lift = () => {
    if (query.applied !== '') query.apply('')
    else if (!filter.pings) setPings(true)
    else return false
    return true
  }
  const goToEvent = useGoToEvent({ log, scroll, cursor, filter, notify: notices.show, lift, expand })
  useScrollAnchor(log, scroll)
  useRestorePosition({ log, scroll, cursor, filter, goToIfIdle: goToEvent.goIfIdle })
  const past = useFollowPlayhead({ run: run.id, scroll, go: goToEvent.go })
  const tail = useTail(cursor, total, scroll.following)
  const focusList = useCallback(() => scroller.current?.focus({ preventScroll: true }), [])
  const takeFocus = useCallback(() => {
    if (!isBusy()) focusList()
  }, [focusList])
  const jumps = useJumps({ run, log, scroll, cursor, go: goToEvent.go, focus: takeFocus })
  const copyActions = useCopyActions(run, log, cursor, query.applied)

  /** Joins the pieces of a text that begin with event `seq`, or shows them one by one. */
  const toggle = (seq: number) => {
    const row = active === null ? undefined : log.pages?.row(active)
    if (filter.opened.includes(seq)) join(seq)
    else if (row?.seq === seq) expand(row)
  }
  const rowActions = useRowActions({ cursor, scroll, focus: focusList, toggle })

  const goTo = useView((state) => state.goTo)
  useEffect(() => {
    if (goTo === null || goTo.run !== run.id) return
    goToEvent.go({ seq: goTo.seq, how: 'open', hidden: 'unfilter' })
    desk.setState({ goTo: null })
  }, [goTo, run.id, goToEvent, desk])

  const shownSeq = cursor.opened && active !== null ? (log.pages?.row(active)?.seq ?? null) : null
  useEffect(() => {
    if (goTo === null) desk.setState({ event: shownSeq })
  }, [goTo, shownSeq, desk])

  const goToNumber = useCallback(
    (seq: number) => {
      goToEvent.go({ seq, how: 'select', hidden: 'unfilter' })
      focusList()
    },
    [goToEvent, focusList],
  )

  function select(index: number, extend: boolean): void {
    const next = Math.min(total - 1, Math.max(0, index))
    if (next < 0) return
    cursor.move(next, extend)
    scroll.stopFollowing()
    scroll.reveal(slotOf(next, log.placed))
  }

  /** Shows the pieces under the cursor one by one, or joins those that it is among. */
  function chunks(how: 'single' | 'joined'): void {
    const row = active === null ? undefined : log.pages?.row(active)
    if (row === undefined) return
    const first = openedAt(row.seq)
    if (how === 'single' && row.until !== undefined) expand(row)
    if (how === 'joined' && first !== null) join(first)
  }

  useLogKeys({
    jumps,
    jump: () => setJumping(true),
    filter: () => document.getElementById(logFilterId)?.focus(),
    pings: () => setPings(!filter.pings),
    wrap: () => set({ wrap: !style.wrap }),
    raw: () => set({ raw: !style.raw }),
    copyData: copyActions.data,
  })

  // The panel makes the list smaller: the opened row must stay visible.
  const opened = cursor.opened && active !== null
  const openedSlot = opened ? slotOf(active, log.placed) : null
  const { reveal, view } = scroll
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height is the reason to run again
  useEffect(() => {
    if (openedSlot !== null) reveal(openedSlot)
  }, [openedSlot, reveal, view])

  const problem = log.pages?.problem() ?? null
  return (
    <div className="log-tab @container/log flex h-full min-h-0 flex-col">
      <div className="flex shrink-0 items-center border-line border-b py-1 pr-3 pl-5">
        <LogFilter run={run.id} query={query} onEvent={goToNumber} />
        <LogStatus
          run={run}
          log={log}
          filter={filter}
          past={past}
          selected={sizeOf(selection)}
          following={scroll.following}
          onPings={setPings}
        />
        <LogTools
          run={run.id}
          query={query}
          styleControls={styleControls}
          pings={filter.pings}
          onPings={setPings}
          live={live}
          following={scroll.following}
          toEnd={scroll.toEnd}
          jumping={jumping}
          onJumping={setJumping}
          jumps={jumps}
          selected={sizeOf(selection)}
          onCopy={copyActions.run}
        />
      </div>
      {query.text.trim() !== '' && (
        // Under open suggestions, which say the same, half of it would be seen. `group-has-*` would say it too, but is written as
        // `:is(…:has(…) *)`, for which Chromium computes the style of the whole window anew with every row that is added.
        <div className="max-h-32 shrink-0 [.log-tab:has([role=combobox][aria-expanded=true])_&]:invisible overflow-y-auto border-line border-b px-5 py-1">
          <QueryChips value={query.text} onChange={query.apply} />
        </div>
      )}
      {problem !== null && <p className="px-5 py-1 text-small text-warn">{errorMessage(problem)}</p>}
      <div className={cx('flex min-h-0 flex-1 flex-col', opened && '@min-[880px]/log:flex-row')}>
        <div className="flex min-h-0 min-w-0 flex-1">
          <div ref={box} className="flex min-w-0 flex-1 flex-col">
            <ColumnHeaders
              layout={layout}
              sample={log.pages?.row(indexAt(scroll.top, log))}
              onUnpin={togglePin}
            />
            <div className="relative min-h-0 flex-1">
              <LogList
                id={id}
                run={run.id}
                scroller={scroller}
                scroll={scroll}
                log={log}
                label={`Events of ${run.title}`}
                active={active}
                quiet={tail.isOn}
                selection={selection}
                layout={layout}
                past={past}
                opened={filter.opened}
                live={live}
                actions={rowActions}
                onKeyDown={(event) =>
                  onListKey(event, {
                    scroller,
                    scroll,
                    cursor,
                    rowHeight: layout.height,
                    seen: [indexAt(scroll.top, log), Math.min(total - 1, indexAt(scroll.bottom, log))],
                    select,
                    chunks,
                    follow: (extend) => {
                      if (total > 0) cursor.move(total - 1, extend)
                      tail.stay(total - 1)
                      scroll.toEnd()
                    },
                    copy: () => copyActions.run('text'),
                  })
                }
              />
              {log.total === 0 && (run.events === 0 || log.placed.length === 0) && (
                <EmptyLog
                  run={run}
                  filter={filter}
                  complete={log.complete}
                  onQuery={query.apply}
                  onPings={() => setPings(true)}
                />
              )}
            </div>
          </div>
          <LogScroller
            run={run}
            log={log}
            scroll={scroll}
            filter={filter}
            past={past}
            controls={id}
            go={goToEvent.go}
          />
        </div>
        {opened && log.pages !== null && (
          <EventPanel
            run={run.id}
            row={log.pages.row(active)}
            index={active}
            total={total}
            pinning={{ pinned: style.columns, toggle: togglePin }}
            onMove={(index) => select(index, false)}
            onClose={() => {
              cursor.setOpened(false)
              focusList()
            }}
          />
        )}
      </div>
    </div>
  )
}
