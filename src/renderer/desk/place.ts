// Where the person is, as the fragment of the window's address: `#/search?q=disk&run=7&tab=log`. What is there can be gone
// back to, kept as a bookmark and come back to after a reload. Pure; it never holds what the engine said.

import { longestQuery } from '../../core/query/parse.ts'
import { pages, sorts, tabs, type ViewState, views } from '../store/view-store.ts'

/** The parts of the view that are a place. */
export type Place = Pick<
  ViewState,
  'page' | 'query' | 'view' | 'kind' | 'server' | 'text' | 'sort' | 'open' | 'tab' | 'logQuery' | 'compare'
>

export const startPlace: Place = {
  page: 'board',
  query: '',
  view: 'all',
  kind: null,
  server: null,
  text: '',
  sort: 'needs-me',
  open: null,
  tab: 'overview',
  logQuery: '',
  compare: null,
}

/** The fragment for `place`; empty for the place that a window begins at. */
export function writePlace(place: Place): string {
  const params = new URLSearchParams()
  const put = (name: string, value: string) => {
    if (value !== '' && value.length <= longestQuery) params.set(name, value)
  }
  put('q', place.query)
  put('view', place.view === startPlace.view ? '' : place.view)
  put('kind', place.kind ?? '')
  put('server', place.server === null ? '' : String(place.server))
  put('text', place.text)
  put('sort', place.sort === startPlace.sort ? '' : place.sort)
  if (place.compare !== null && place.page === 'compare') {
    put('compare', `${place.compare.run},${place.compare.other ?? 'usual'}`)
  }
  if (place.open !== null) {
    put('run', String(place.open))
    put('tab', place.tab === startPlace.tab ? '' : place.tab)
    put('log', place.logQuery)
  }
  const rest = params.toString()
  if (rest === '' && place.page === startPlace.page) return ''
  return `#/${place.page}${rest === '' ? '' : `?${rest}`}`
}

/** The place that `fragment` names; what it does not say, or says wrongly, is as at the start. */
export function readPlace(fragment: string): Place {
  const [path = '', rest = ''] = split(fragment)
  const page = pages.find((one) => path === `#/${one}`)
  if (page === undefined) return startPlace
  const params = new URLSearchParams(rest)
  const text = (name: string) => (params.get(name) ?? '').slice(0, longestQuery)
  const open = idOf(params.get('run'))
  return {
    page,
    query: text('q'),
    view: views.find((one) => one === params.get('view')) ?? startPlace.view,
    kind: params.get('kind'),
    server: idOf(params.get('server')),
    text: text('text'),
    sort: sorts.find((one) => one === params.get('sort')) ?? startPlace.sort,
    open,
    tab: tabs.find((one) => one === params.get('tab')) ?? startPlace.tab,
    logQuery: open === null ? '' : text('log'),
    compare: compareOf(params.get('compare')),
  }
}

function split(fragment: string): readonly string[] {
  const at = fragment.indexOf('?')
  return at === -1 ? [fragment] : [fragment.slice(0, at), fragment.slice(at + 1)]
}

function idOf(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null
}

function compareOf(text: string | null): Place['compare'] {
  const [first = '', second = ''] = text?.split(',') ?? []
  const run = idOf(first)
  return run === null ? null : { run, other: idOf(second) }
}

/** Whether going from one place to the other is a step that a person goes back by; typing is none. */
export function isStep(from: Place, to: Place): boolean {
  return (
    from.page !== to.page ||
    from.view !== to.view ||
    from.kind !== to.kind ||
    from.server !== to.server ||
    from.open !== to.open ||
    (to.open !== null && from.tab !== to.tab) ||
    from.compare?.run !== to.compare?.run ||
    from.compare?.other !== to.compare?.other
  )
}
