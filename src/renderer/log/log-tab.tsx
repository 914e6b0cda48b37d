// The log of a run: every stored event in its place, gaps and attempts drawn where they were, the newest followed until
// the person looks up. It puts the parts together; each of them knows its own business. Only the rows in sight exist.

import { type ReactElement, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import { useDesk, useView } from '../desk/desk-context.ts'
import { errorMessage } from '../store/client.ts'
import { cx } from '../ui/cx.ts'
import { useLog } from './data/use-log.ts'
import { useLogQuery } from './filter/use-log-query.ts'
import { EventPanel } from './inspect/event-panel.tsx'
import { useJumps } from './jump/use-jumps.ts'
import { LogEmpty } from './log-empty.tsx'
import { LogStatus } from './log-status.tsx'
import { LogToolbar, logFilterId } from './log-toolbar.tsx'
import { ColumnHeads } from './rows/column-heads.tsx'
import { LogList } from './rows/log-list.tsx'
import { rowHeightOf } from './rows/log-row.tsx'
import { useLogLook } from './rows/use-log-look.ts'
import { useRowActs } from './rows/use-row-acts.ts'
import { indexAt } from './scroll/log-places.ts'
import { LogScroller } from './scroll/log-scroller.tsx'
import { slotCount, slotOf } from './scroll/slots.ts'
import { useArrival } from './scroll/use-arrival.ts'
import { useGiantScroll } from './scroll/use-giant-scroll.ts'
import { useKeepPlace } from './scroll/use-keep-place.ts'
import { useSteady } from './scroll/use-steady.ts'
import { sizeOf } from './selection/selection.ts'
import { useLogCursor } from './selection/use-log-cursor.ts'
import { useCopyActs } from './use-copy-acts.ts'
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
  const setLook = useLogLook(run)
  const { look, togglePin } = setLook
  const rowHeight = rowHeightOf(look)
  const scroller = useRef<HTMLDivElement>(null)
  const scroll = useGiantScroll(scroller, slotCount(total, log.placed), rowHeight)
  const cursor = useLogCursor(filter, total)
  const { active, selection } = cursor
  const live = !isSettled(run.connection.state)

  const lift = () => {
    if (query.applied !== '') query.apply('')
    else if (!pings) setPings(true)
    else return false
    return true
  }
  const arrival = useArrival({ log, scroll, cursor, filter, say: notices.show, lift })
  useSteady(log, scroll)
  useKeepPlace({ log, scroll, cursor, filter, keep: arrival.keep })
  const jumps = useJumps({ run, log, scroll, cursor, go: arrival.go })
  const copy = useCopyActs(run, log, cursor, query.applied)
  const focusList = () => scroller.current?.focus({ preventScroll: true })
  const acts = useRowActs(cursor, scroll, focusList)

  const goTo = useView((state) => state.goTo)
  useEffect(() => {
    if (goTo === null || goTo.run !== run.id) return
    arrival.go({ seq: goTo.seq, how: 'open', hidden: 'lift' })
    desk.setState({ goTo: null })
  }, [goTo, run.id, arrival, desk])

  function select(index: number, extend: boolean): void {
    const next = Math.min(total - 1, Math.max(0, index))
    if (next < 0) return
    cursor.move(next, extend)
    scroll.leaveEnd()
    scroll.reveal(slotOf(next, log.placed))
  }

  useLogKeys({
    jumps,
    jump: () => setJumping(true),
    filter: () => document.getElementById(logFilterId)?.focus(),
    pings: () => setPings(!pings),
    wrap: () => setLook.setWrap(!look.wrap),
    copyData: copy.data,
  })

  // The panel takes room from the list: what it shows must not leave the list's sight.
  const opened = cursor.opened && active !== null
  const openedSlot = opened ? slotOf(active, log.placed) : null
  const { reveal, view } = scroll
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height is the reason to look again
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
        look={look}
        setLook={setLook}
        live={live}
        following={scroll.following}
        toEnd={scroll.toEnd}
        jumping={jumping}
        onJumping={setJumping}
        jumps={jumps}
        selected={sizeOf(selection)}
        onCopy={copy.act}
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
            <ColumnHeads look={look} sample={log.pages?.row(indexAt(scroll.top, log))} onUnpin={togglePin} />
            <div className="relative min-h-0 flex-1">
              <LogList
                id={id}
                scroller={scroller}
                scroll={scroll}
                log={log}
                label={`Events of ${run.title}`}
                active={active}
                selection={selection}
                look={look}
                live={live}
                acts={acts}
                onKeyDown={(event) =>
                  onListKey(event, {
                    scroller,
                    scroll,
                    cursor,
                    total,
                    rowHeight,
                    select,
                    copy: () => copy.act('text'),
                  })
                }
              />
              {log.total === 0 && log.placed.length === 0 && (
                <LogEmpty
                  run={run}
                  filter={filter}
                  complete={log.complete}
                  onQuery={query.apply}
                  onPings={() => setPings(true)}
                />
              )}
            </div>
          </div>
          <LogScroller run={run} log={log} scroll={scroll} filter={filter} controls={id} go={arrival.go} />
        </div>
        {opened && log.pages !== null && (
          <EventPanel
            run={run.id}
            row={log.pages.row(active)}
            index={active}
            total={total}
            pinning={{ pinned: look.columns, toggle: togglePin }}
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

/** Room for the largest sequence number, so that the columns of all rows stand in line. */
function digitsOf(events: number): Record<string, string> {
  return { '--log-digits': `${Math.max(4, String(events).length) * 7}px` }
}
