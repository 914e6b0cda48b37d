// Links to what the window shows: the open event, the moment a run is looked at, the run, or the search. A page that a
// server answers has an address of its own, which opens in any browser; another one is reached by `runlight://`.

import { formatDeepLink, type Place } from '../../core/contract/deep-link.ts'
import type { ViewState } from '../store/view-store.ts'
import { formatRoute, homeRoute, type Route } from './route.ts'

/** What the window shows, as narrowly as it can be linked to; null where that is no place of its own. */
export function placeShown({ page, query, open, tab, event, moment }: ViewState): Place | null {
  if (open !== null) {
    if (tab === 'log' && event !== null) return { type: 'event', run: open, seq: event }
    return moment === null ? { type: 'run', run: open } : { type: 'moment', run: open, at: moment }
  }
  return page === 'search' && query.trim() !== '' ? { type: 'search', query } : null
}

/** The link to `place` from a page at `address`; null where it is too long for one. */
export function linkTo(
  place: Place,
  address: Pick<Location, 'protocol' | 'origin' | 'pathname'>,
): string | null {
  return address.protocol === 'http:' || address.protocol === 'https:'
    ? `${address.origin}${address.pathname}${formatRoute(routeTo(place))}`
    : formatDeepLink(place)
}

/** What was copied, for the notice: `a link to event 394 of run 7`. */
export function formatPlace(place: Place): string {
  switch (place.type) {
    case 'run':
      return `run ${place.run}`
    case 'event':
      return `event ${place.seq.toLocaleString('en-US')} of run ${place.run}`
    case 'moment':
      return `this moment of run ${place.run}`
    case 'search':
      return 'this search'
  }
}

function routeTo(place: Place): Route {
  switch (place.type) {
    case 'run':
      return { ...homeRoute, open: place.run }
    case 'event':
      return { ...homeRoute, open: place.run, tab: 'log', event: place.seq }
    case 'moment':
      return { ...homeRoute, open: place.run, moment: place.at }
    case 'search':
      return { ...homeRoute, page: 'search', query: place.query }
  }
}
