// The log of a run: every stored event in order, with gaps and attempts between them; the newest is followed until the
// person scrolls up. Connects the parts of the log. Only visible rows exist.

import { type ReactElement, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import { useDesk, useView } from '../desk/desk-context.ts'
import { errorMessage } from '../store/client.ts'
import { cx } from '../ui/cx.ts'
import { useLog } from './data/use-log.ts'
import { EmptyLog } from './empty-log.tsx'
import { useLogQuery } from './filter/use-log-query.ts'
import { EventPanel } from './inspect/event-panel.tsx'
import { useJumps } from './jump/use-jumps.ts'
import { LogStatus } from './log-status.tsx'
import { LogToolbar, logFilterId } from './log-toolbar.tsx'
import { ColumnHeaders } from './rows/column-headers.tsx'
import { LogList } from './rows/log-list.tsx'
import { rowHeightOf } from './rows/log-row.tsx'
import { useRowActions } from './rows/use-row-actions.ts'
import { useRowStyle } from './rows/use-row-style.ts'
import { indexAt } from './scroll/log-positions.ts'
import { LogScroller } from './scroll/log-scroller.tsx'
import { slotCount, slotOf } from './scroll/slots.ts'
import { useGoToEvent } from './scroll/use-go-to-event.ts'
import { useRestorePosition } from './scroll/use-restore-position.ts'
import { useScrollAnchor } from './scroll/use-scroll-anchor.ts'
import { useVirtualScroll } from './scroll/use-virtual-scroll.ts'
import { sizeOf } from './selection/selection.ts'
import { useLogCursor } from './selection/use-log-cursor.ts'
import { useCopyActions } from './use-copy-actions.ts'
import { onListKey, useLogKeys } from './use-log-keys.ts'

/** The tab. */
export function LogTab({ run }: { readonly run: RunSummary }): ReactElement {
  const { view: desk, notices } = useDesk()
  const id = useId()
  const [pings, setPings] = useState(false)
  const [jumping, setJumping] = useState(false)
  const query = useLogQuery()
  const filter = useMemo(() => ({ pings, query: query.applied }), [pings, query.applied])
  const log = useLog(run, filter)
  const total = log.total ?? 0
  const styleControls = useRowStyle(run)
  const { style, togglePin } = styleControls
  const rowHeight = rowHeightOf(style)
  const scroller = useRef<HTMLDivElement>(null)
  const scroll = useVirtualScroll(scroller, slotCount(total, log.placed), rowHeight)
  const cursor = useLogCursor(filter, total)
  const { active, selection } = cursor
  const live = !isSettled(run.connection.state)

  /** Removes the filter that hides most: first the query, then hidden pings. False where nothing is hidden. */
  const lift = () => {
    if (query.applied !== '') query.apply('')
    else if (!pings) setPings(true)
    else return false
    return true
  }
  const goToEvent = useGoToEvent({ log, scroll, cursor, filter, notify: notices.show, lift })
  useScrollAnchor(log, scroll)
  useRestorePosition({ log, scroll, cursor, filter, goToIfIdle: goToEvent.goIfIdle })
  const jumps = useJumps({ run, log, scroll, cursor, go: goToEvent.go })
  const copyActions = useCopyActions(run, log, cursor, query.applied)
  const focusList = () => scroller.current?.focus({ preventScroll: true })
  const rowActions = useRowActions(cursor, scroll, focusList)

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

  function select(index: number, extend: boolean): void {
    const next = Math.min(total - 1, Math.max(0, index))
    if (next < 0) return
    cursor.move(next, extend)
    scroll.stopFollowing()
    scroll.reveal(slotOf(next, log.placed))
  }

  useLogKeys({
    jumps,
    jump: () => setJumping(true),
    filter: () => document.getElementById(logFilterId)?.focus(),
    pings: () => setPings(!pings),
    wrap: () => styleControls.setWrap(!style.wrap),
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
  const digits = useMemo(() => digitsOf(run.events), [run.events])
  return (
    <div className="@container/log flex h-full min-h-0 flex-col">
      <LogToolbar
        run={run.id}
        query={query}
        rowStyle={style}
        styleControls={styleControls}
        live={live}
        following={scroll.following}
        toEnd={scroll.toEnd}
        jumping={jumping}
        onJumping={setJumping}
        jumps={jumps}
        selected={sizeOf(selection)}
        onCopy={copyActions.run}
      />
      <LogStatus
        run={run}
        log={log}
        filter={filter}
        query={query}
        selected={sizeOf(selection)}
        following={scroll.following}
        onPings={setPings}
      />
      {problem !== null && <p className="px-5 py-1 text-small text-warn">{errorMessage(problem)}</p>}
      <div className={cx('flex min-h-0 flex-1 flex-col', opened && '@min-[880px]/log:flex-row')}>
        <div className="flex min-h-0 min-w-0 flex-1" style={digits}>
          <div className="flex min-w-0 flex-1 flex-col">
            <ColumnHeaders
              rowStyle={style}
              sample={log.pages?.row(indexAt(scroll.top, log))}
              onUnpin={togglePin}
            />
            <div className="relative min-h-0 flex-1">
              <LogList
                id={id}
                scroller={scroller}
                scroll={scroll}
                log={log}
                label={`Events of ${run.title}`}
                active={active}
                selection={selection}
                rowStyle={style}
                live={live}
                actions={rowActions}
                onKeyDown={(event) =>
                  onListKey(event, {
                    scroller,
                    scroll,
                    cursor,
                    total,
                    rowHeight,
                    select,
                    copy: () => copyActions.run('text'),
                  })
                }
              />
              {log.total === 0 && log.placed.length === 0 && (
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
          <LogScroller run={run} log={log} scroll={scroll} filter={filter} controls={id} go={goToEvent.go} />
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

/** The width of the largest sequence number, so that the columns of all rows line up. */
function digitsOf(events: number): Record<string, string> {
  return { '--log-digits': `${Math.max(4, String(events).length) * 7}px` }
}
