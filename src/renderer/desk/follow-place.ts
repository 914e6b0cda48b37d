// Keeps the window's address and the view telling the same place: every step becomes an entry of the history, and going
// back or forward, a bookmark and a reload lead there again. A fragment that hands over a token is the host's and no place.

import type { LiveStore } from '../store/live-store.ts'
import type { Notices } from '../store/notices.ts'
import type { ViewStore } from '../store/view-store.ts'
import { isStep, type Place, readPlace, startPlace, writePlace } from './place.ts'

type Deps = { readonly view: ViewStore; readonly live: LiveStore; readonly notices: Notices }

const tokenStart = '#token='

/** Goes to the place of the address, then follows; returns what stops it. */
export function followPlace({ view, live, notices }: Deps): () => void {
  let shown: Place = startPlace

  const write = (push: boolean) => {
    const fragment = writePlace(shown)
    if (fragment === location.hash) return
    const url = location.pathname + location.search + fragment
    try {
      if (push) history.pushState(null, '', url)
      else history.replaceState(null, '', url)
    } catch {
      // Some browsers refuse more than a few steps a second: the address catches up with the next one.
    }
  }

  const goThere = () => {
    if (location.hash.startsWith(tokenStart)) return
    shown = readPlace(location.hash)
    view.setState({ ...shown, cursor: shown.open ?? view.getState().cursor, dialog: null, marking: null })
    write(false)
  }

  goThere()
  const stopView = view.subscribe((state) => {
    const before = shown
    shown = placeOf(state)
    // What is typed into a field replaces its entry; what is chosen elsewhere is a step of its own.
    const isChosen = shown.query !== before.query || shown.logQuery !== before.logQuery
    write(isStep(before, shown) || (isChosen && !isTyping()))
  })
  const stopLive = live.subscribe((state) => {
    if (state.link.state !== 'ready') return
    stopLive()
    const { open } = view.getState()
    if (open === null || state.runs.has(open)) return
    notices.show(`Run ${open} is not in this log: it may have been removed.`)
    view.setState({ open: null })
  })
  const onHash = (event: HashChangeEvent) => {
    // The host has taken its token out of the address by now, and the place with it.
    if (new URL(event.newURL).hash.startsWith(tokenStart)) write(false)
  }
  addEventListener('popstate', goThere)
  addEventListener('hashchange', onHash)
  return () => {
    removeEventListener('popstate', goThere)
    removeEventListener('hashchange', onHash)
    stopLive()
    stopView()
  }
}

function placeOf(state: Place): Place {
  const { page, query, view, kind, server, text, sort, open, tab, logQuery, compare } = state
  return { page, query, view, kind, server, text, sort, open, tab, logQuery, compare }
}

function isTyping(): boolean {
  return document.activeElement instanceof HTMLInputElement
}
