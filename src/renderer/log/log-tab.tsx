// The log of a run: every stored event in its place, gaps and attempts drawn where they were, the newest followed until
// the person looks up. Only the rows in sight exist.

import { type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from 'react'
import type { RunSummary } from '../../core/run.ts'
import { sentenceOf } from '../store/client.ts'
import { cx } from '../ui/cx.ts'
import { whyEmpty } from './empty-log.ts'
import { EventPanel } from './event-panel.tsx'
import { LogList } from './log-list.tsx'
import { logRowHeight } from './log-row.tsx'
import { LogToolbar } from './log-toolbar.tsx'
import { slotAt, slotCount, slotOf } from './slots.ts'
import { useGiantScroll } from './use-giant-scroll.ts'
import { type Log, useLog } from './use-log.ts'

/** The tab. */
export function LogTab({ run }: { readonly run: RunSummary }): ReactElement {
  const [pings, setPings] = useState(false)
  const [active, setActive] = useState<number | null>(null)
  const [opened, setOpened] = useState<number | null>(null)
  /** The event that is to stay at the upper edge while the filter changes. */
  const [anchor, setAnchor] = useState<number | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const log = useLog(run, pings)
  const total = log.total ?? 0
  const scroll = useGiantScroll(scroller, slotCount(total, log.placed), logRowHeight)

  function select(index: number): void {
    const next = Math.min(total - 1, Math.max(0, index))
    if (next < 0) return
    setActive(next)
    if (opened !== null) setOpened(next)
    scroll.leaveEnd()
    scroll.reveal(slotOf(next, log.placed))
  }

  function onKeyDown(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / logRowHeight) - 1)
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }
    const step = steps[event.key]
    if (step !== undefined) select(active === null ? total - 1 : active + step)
    else if (event.key === 'Home') {
      select(0)
      // The lines before the first event belong to the start as well.
      scroll.toStart()
    } else if (event.key === 'End') {
      setActive(total > 0 ? total - 1 : null)
      scroll.toEnd()
    } else if (event.key === 'Enter' && active !== null) setOpened(active)
    else return
    event.preventDefault()
  }

  // The panel takes room from the list: what it shows must not leave the list's sight.
  const openedSlot = opened === null ? null : slotOf(opened, log.placed)
  const { reveal, view } = scroll
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height is the reason to look again
  useEffect(() => {
    if (openedSlot !== null) reveal(openedSlot)
  }, [openedSlot, reveal, view])

  const { find, total: known } = log
  const { toRow } = scroll
  useEffect(() => {
    if (anchor === null || known === null) return
    let stopped = false
    find(anchor).then(
      (index) => {
        if (stopped) return
        toRow(slotOf(index, log.placed))
        setAnchor(null)
      },
      () => setAnchor(null),
    )
    return () => {
      stopped = true
    }
  }, [anchor, known, find, toRow, log.placed])

  const problem = log.pages?.problem() ?? null
  return (
    <div className="@container/log flex h-full min-h-0 flex-col">
      <LogToolbar
        run={run}
        pings={pings}
        shown={log.total}
        following={scroll.following}
        onPings={(next) => {
          setAnchor(scroll.following ? null : seqAt(scroll.top, log))
          setPings(next)
          setActive(null)
          setOpened(null)
        }}
      />
      {problem !== null && <p className="px-5 py-1 text-small text-warn">{sentenceOf(problem)}</p>}
      <div className={cx('flex min-h-0 flex-1 flex-col', opened !== null && '@min-[880px]/log:flex-row')}>
        <div className="relative min-h-0 min-w-0 flex-1">
          <LogList
            scroller={scroller}
            scroll={scroll}
            log={log}
            label={`Events of ${run.title}`}
            active={active}
            opened={opened}
            onKeyDown={onKeyDown}
            onOpen={(index) => {
              scroll.leaveEnd()
              setActive(index)
              setOpened(index)
              scroller.current?.focus({ preventScroll: true })
            }}
          />
          {log.total === 0 && log.placed.length === 0 && <Empty run={run} pings={pings} />}
        </div>
        {opened !== null && log.pages !== null && (
          <EventPanel
            run={run.id}
            row={log.pages.row(opened)}
            index={opened}
            total={total}
            onMove={select}
            onClose={() => {
              setOpened(null)
              scroller.current?.focus({ preventScroll: true })
            }}
          />
        )}
      </div>
    </div>
  )
}

/** The sequence number of the event in `slot`, or of the one after the dividing lines there. */
function seqAt(slot: number, { pages, placed }: Log): number | null {
  for (let i = slot; i <= slot + placed.length; i++) {
    const content = slotAt(i, placed)
    if (content.type === 'event') return pages?.row(content.index)?.seq ?? null
  }
  return null
}

function Empty({ run, pings }: { readonly run: RunSummary; readonly pings: boolean }): ReactElement {
  return (
    <p className="pointer-events-none absolute inset-x-8 top-16 text-center text-ink-3">
      {whyEmpty(run, pings)}
    </p>
  )
}
