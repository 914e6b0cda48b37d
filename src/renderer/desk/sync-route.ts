// Keeps the window's URL and the view in step: each navigation is an entry of the history, and back, forward, a bookmark and
// a reload restore it. A fragment with a token belongs to the host and is not a route.

import type { LiveStore } from '../store/live-store.ts'
import type { Notices } from '../store/notices.ts'
import type { ViewStore } from '../store/view-store.ts'
import { formatRoute, homeRoute, isNavigation, parseRoute, type Route } from './route.ts'

type Deps = { readonly view: ViewStore; readonly live: LiveStore; readonly notices: Notices }

const tokenStart = '#token='

/** Goes to the route of the URL, then keeps both in step; returns what stops that. */
export function syncRoute({ view, live, notices }: Deps): () => void {
  let shown: Route = homeRoute

  const write = (push: boolean) => {
    const fragment = formatRoute(shown)
    if (fragment === location.hash) return
    const url = location.pathname + location.search + fragment
    try {
      if (push) history.pushState(null, '', url)
      else history.replaceState(null, '', url)
    } catch {
      // Some browsers limit the entries per second; the next change writes the URL again.
    }
  }

  const restore = () => {
    if (location.hash.startsWith(tokenStart)) return
    shown = parseRoute(location.hash)
    const { open, event } = shown
    view.setState({
      ...shown,
      goTo: open === null || event === null ? null : { run: open, seq: event },
      cursor: open ?? view.getState().cursor,
      dialog: null,
      marking: null,
    })
    write(false)
  }

  restore()
  const stopView = view.subscribe((state) => {
    const before = shown
    shown = routeOf(state)
    // Typing replaces the present entry; a query chosen elsewhere is an entry of its own.
    const isChosen = shown.query !== before.query || shown.logQuery !== before.logQuery
    write(isNavigation(before, shown) || (isChosen && !isTyping()))
  })
  const stopLive = live.subscribe((state) => {
    if (state.link.state !== 'ready') return
    const { open } = view.getState()
    // It may be on a page that is still to come.
    if (open !== null && !state.runs.has(open) && state.pages.next !== null) return
    stopLive()
    if (open === null || state.runs.has(open)) return
    notices.show(`Run ${open} is not in this log: it may have been removed.`)
    view.setState({ open: null })
  })
  const onHash = (event: HashChangeEvent) => {
    // The host has removed its token from the URL by now, and the route with it.
    if (new URL(event.newURL).hash.startsWith(tokenStart)) write(false)
  }
  addEventListener('popstate', restore)
  addEventListener('hashchange', onHash)
  return () => {
    removeEventListener('popstate', restore)
    removeEventListener('hashchange', onHash)
    stopLive()
    stopView()
  }
}

function routeOf(state: Route): Route {
  const {
    page,
    query,
    view,
    kind,
    server,
    text,
    sort,
    open,
    tab,
    logQuery,
    event,
    moment,
    compare,
    teach,
    alerts,
  } = state
  return {
    page,
    query,
    view,
    kind,
    server,
    text,
    sort,
    open,
    tab,
    logQuery,
    event,
    moment,
    compare,
    teach,
    alerts,
  }
}

function isTyping(): boolean {
  return document.activeElement instanceof HTMLInputElement
}
