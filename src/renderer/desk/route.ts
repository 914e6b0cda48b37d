// The route: what the window shows, as the fragment of its URL: `#/search?q=disk&run=7&tab=log`. Pure. Contains nothing that
// the engine reported.

import { longestQuery } from '../../core/query/longest-query.ts'
import { pages, sorts, tabs, type ViewState, views } from '../store/view-store.ts'

/** The parts of the view state that belong to the URL. */
export type Route = Pick<
  ViewState,
  | 'page'
  | 'query'
  | 'view'
  | 'kind'
  | 'server'
  | 'text'
  | 'sort'
  | 'open'
  | 'tab'
  | 'logQuery'
  | 'event'
  | 'moment'
  | 'compare'
  | 'teach'
  | 'alerts'
>

export const homeRoute: Route = {
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
  event: null,
  moment: null,
  compare: null,
  teach: null,
  alerts: '',
}

/** The fragment for `route`; empty for the home route. */
export function formatRoute(route: Route): string {
  const params = new URLSearchParams()
  const put = (name: string, value: string) => {
    if (value !== '' && value.length <= longestQuery) params.set(name, value)
  }
  put('q', route.query)
  put('view', route.view === homeRoute.view ? '' : route.view)
  put('kind', route.kind ?? '')
  put('server', route.server === null ? '' : String(route.server))
  put('text', route.text)
  put('sort', route.sort === homeRoute.sort ? '' : route.sort)
  if (route.compare !== null && route.page === 'compare') {
    put('compare', `${route.compare.run},${route.compare.other ?? 'usual'}`)
  }
  if (route.teach !== null && route.page === 'teach') put('teach', String(route.teach))
  if (route.page === 'alerts') put('part', route.alerts)
  if (route.open !== null) {
    put('run', String(route.open))
    put('tab', route.tab === homeRoute.tab ? '' : route.tab)
    put('log', route.logQuery)
    put('event', route.tab === 'log' ? String(route.event ?? '') : '')
    put('at', String(route.moment ?? ''))
  }
  const rest = params.toString()
  if (rest === '' && route.page === homeRoute.page) return ''
  return `#/${route.page}${rest === '' ? '' : `?${rest}`}`
}

/** The route of `fragment`; what is missing or invalid is as in the home route. */
export function parseRoute(fragment: string): Route {
  const [path = '', rest = ''] = split(fragment)
  const page = pages.find((one) => path === `#/${one}`)
  if (page === undefined) return homeRoute
  const params = new URLSearchParams(rest)
  const text = (name: string) => (params.get(name) ?? '').slice(0, longestQuery)
  const open = idOf(params.get('run'))
  const tab = tabs.find((one) => one === params.get('tab')) ?? homeRoute.tab
  return {
    page,
    query: text('q'),
    view: views.find((one) => one === params.get('view')) ?? homeRoute.view,
    kind: params.get('kind'),
    server: idOf(params.get('server')),
    text: text('text'),
    sort: sorts.find((one) => one === params.get('sort')) ?? homeRoute.sort,
    open,
    tab,
    logQuery: open === null ? '' : text('log'),
    event: open === null || tab !== 'log' ? null : idOf(params.get('event')),
    moment: open === null ? null : idOf(params.get('at')),
    compare: compareOf(params.get('compare')),
    teach: idOf(params.get('teach')),
    alerts: text('part'),
  }
}

function split(fragment: string): readonly string[] {
  const at = fragment.indexOf('?')
  return at === -1 ? [fragment] : [fragment.slice(0, at), fragment.slice(at + 1)]
}

function idOf(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null
}

function compareOf(text: string | null): Route['compare'] {
  const [first = '', second = ''] = text?.split(',') ?? []
  const run = idOf(first)
  return run === null ? null : { run, other: idOf(second) }
}

/** Whether the change is an entry of the history; typing is not. */
export function isNavigation(from: Route, to: Route): boolean {
  return (
    from.page !== to.page ||
    from.view !== to.view ||
    from.kind !== to.kind ||
    from.server !== to.server ||
    from.open !== to.open ||
    (to.open !== null && from.tab !== to.tab) ||
    from.teach !== to.teach ||
    from.alerts !== to.alerts ||
    from.compare?.run !== to.compare?.run ||
    from.compare?.other !== to.compare?.other
  )
}
