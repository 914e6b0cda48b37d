// The keys that work in the whole window, and what each does. A component of its own, so that moving the cursor draws the
// board and not the frame.

import { useEffect, useRef } from 'react'
import { acknowledge, moveCursor } from '../board/board-keys.ts'
import { useDesk } from '../desk/desk-context.ts'
import { isDialogOpen, textFields } from '../desk/focused.ts'
import { useFrame } from '../desk/frame-context.ts'
import { modKey } from '../desk/hint.ts'
import { shortcutOf } from '../desk/keys.ts'
import { whyNot, whyNotRun } from '../desk/may.ts'
import type { Handlers } from '../desk/shortcuts.ts'
import { resultsId, searchId } from '../search/ids.ts'
import type { Tab } from '../store/view-store.ts'

/** Draws nothing; listens while it is mounted. */
export function WindowKeys(): null {
  const { scrub } = useDesk()
  const { keyMail } = useFrame()
  const handlers = useWindowHandlers()
  const latest = useRef(handlers)
  latest.current = handlers

  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isDialogOpen()) return
      const { key, ctrlKey, metaKey, altKey, target } = event
      const press = {
        key,
        ctrlKey,
        metaKey,
        altKey,
        typing: target instanceof Element && target.matches(textFields),
        altEdits: modKey(navigator.platform) === '⌘',
        ownsArrows:
          target instanceof Element && target.closest('button, a, [role=menu], [data-arrows]') !== null,
      }
      const isPast = scrub.store.getState().run !== null
      const handler = isPast && shortcutOf('past', press) === 'back-to-now' ? scrub.toNow : null
      const id = shortcutOf('window', press)
      if (handler === null && id === null) return
      event.preventDefault()
      if (handler !== null) handler()
      else if (id !== null) latest.current[id]()
    }
    const stop = keyMail.take(listener)
    window.addEventListener('mousedown', onSideButton)
    window.addEventListener('mouseup', onSideButton)
    return () => {
      stop()
      window.removeEventListener('mousedown', onSideButton)
      window.removeEventListener('mouseup', onSideButton)
    }
  }, [scrub, keyMail])
  return null
}

/**
 * Back and forward by the buttons at the side of a mouse. A window without a browser around it does nothing by itself, and
 * a browser that does is kept from it, so that nobody goes back twice.
 */
function onSideButton(event: MouseEvent): void {
  if (event.button !== 3 && event.button !== 4) return
  event.preventDefault()
  if (event.type !== 'mouseup') return
  if (event.button === 3) history.back()
  else history.forward()
}

/** A tab is drawn after the key that opens it, and the first time it has to be loaded: about half a second. */
const mostFrames = 30

/** Gives the keys to the tab that a key has opened: its arrows scroll it, or move through its rows. */
function focusTab(tab: Tab, frames = mostFrames): void {
  const target = document.querySelector<HTMLElement>(`[data-tab="${tab}"] [data-tab-focus]`)
  if (target !== null) target.focus({ preventScroll: true })
  else if (frames > 0) requestAnimationFrame(() => focusTab(tab, frames - 1))
}

const focus = (id: string) => document.getElementById(id)?.focus()

function useWindowHandlers(): Handlers<'window'> {
  const desk = useDesk()
  const { view, live, actions, scrub } = desk
  /** Only on the board: its cursor does not move while another page is shown. */
  const onBoard = (act: () => void) => {
    if (view.getState().page === 'board') act()
    else focus(resultsId)
  }
  /** Calls `act` with the open run, or the one under the cursor. */
  const withRun = (act: (run: number) => void) => {
    const { open, cursor } = view.getState()
    const run = open ?? cursor
    if (run !== null) act(run)
  }
  /** As `withRun`, for those who may act on it; the others are told why not. */
  const withOwnRun = (act: (run: number) => void) =>
    withRun((run) => {
      const why = whyNotRun(live.getState(), run)
      if (why === null) act(run)
      else desk.notices.show(why, 'bad')
    })
  const eventsOf = (run: number) => live.getState().runs.get(run)?.events ?? 0
  /** Calls `act` with the open run, if it has events. */
  const withOpenRun = (act: (run: number, events: number) => void) => {
    const { open } = view.getState()
    if (open !== null && eventsOf(open) > 0) act(open, eventsOf(open))
  }
  const showTab = (tab: Tab) => {
    actions.showTab(tab)
    requestAnimationFrame(() => focusTab(tab))
  }

  return {
    palette: () => actions.openDialog({ type: 'palette' }),
    keys: () => actions.openDialog({ type: 'keys' }),
    'add-run': () => {
      const why = whyNot(live.getState().me, 'operator', 'anywhere')
      if (why === null) actions.openDialog({ type: 'add-run' })
      else desk.notices.show(why, 'bad')
    },
    search: () => focus(searchId),
    settings: () => actions.showPage('settings'),
    wall: actions.showWall,
    'copy-link': () => void actions.copyLink(null),
    back: () => history.back(),
    forward: () => history.forward(),
    down: () => onBoard(() => moveCursor(desk, 1)),
    up: () => onBoard(() => moveCursor(desk, -1)),
    open: () =>
      onBoard(() => {
        const { cursor } = view.getState()
        if (cursor !== null) actions.open(cursor)
      }),
    close: () => {
      const { page, open, maximised } = view.getState()
      if (maximised && open !== null) actions.toggleMaximised()
      else if (page === 'compare' && open === null) actions.leaveCompare()
      else if (page === 'teach' && open === null) actions.leaveTeach()
      else actions.close()
    },
    maximise: actions.toggleMaximised,
    compare: () => withRun((run) => eventsOf(run) > 0 && actions.compare(run, null)),
    'view-all': () => actions.showView('all'),
    'view-live': () => actions.showView('live'),
    'view-needs-me': () => actions.showView('needs-me'),
    'view-finished': () => actions.showView('finished'),
    'view-alerts': () => actions.showAlerts({ show: 'alerts' }),
    'tab-overview': () => showTab('overview'),
    'tab-log': () => showTab('log'),
    'tab-connection': () => showTab('connection'),
    'tab-timeline': () => showTab('timeline'),
    play: () => withOpenRun(scrub.toggle),
    'step-back': () => withOpenRun((run, events) => scrub.step(run, events, -1)),
    'step-on': () => withOpenRun((run, events) => scrub.step(run, events, 1)),
    slower: () => scrub.shift(-1),
    faster: () => scrub.shift(1),
    retry: () => withOwnRun((run) => void actions.retry(run)),
    stop: () => withOwnRun((run) => void actions.stop(run)),
    pin: () => withOwnRun((run) => void actions.pin(run)),
    acknowledge: () => withOwnRun((run) => acknowledge(desk, run)),
    'edit-title': () => withOwnRun((run) => actions.edit(run, 'title')),
    'edit-tags': () => withOwnRun((run) => actions.edit(run, 'tags')),
    'edit-note': () => withOwnRun((run) => actions.edit(run, 'note')),
  }
}
