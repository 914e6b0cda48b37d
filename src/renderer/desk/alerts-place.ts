// What the alerts page shows, as a part of the URL: `rules`, `rule/failed`, `new/run/7`. Pure.

/** What a new rule begins with. */
type NewFrom =
  | { readonly type: 'nothing' }
  /** One of the beginnings that the page offers. */
  | { readonly type: 'begin'; readonly name: string }
  /** About this run alone, or about runs like it. */
  | { readonly type: 'run' | 'like'; readonly run: number }
  /** What another rule says. */
  | { readonly type: 'copy'; readonly rule: string }

export type AlertsPlace =
  | { readonly show: 'alerts' }
  | { readonly show: 'rules' }
  | { readonly show: 'rule'; readonly rule: string }
  | { readonly show: 'new'; readonly from: NewFrom }

/** `place` for the URL. */
export function formatAlertsPlace(place: AlertsPlace): string {
  switch (place.show) {
    case 'alerts':
      return ''
    case 'rules':
      return 'rules'
    case 'rule':
      return `rule/${place.rule}`
    case 'new':
      return `new${formatFrom(place.from)}`
  }
}

function formatFrom(from: NewFrom): string {
  switch (from.type) {
    case 'nothing':
      return ''
    case 'begin':
      return `/begin/${from.name}`
    case 'copy':
      return `/copy/${from.rule}`
    default:
      return `/${from.type}/${from.run}`
  }
}

/** The place that `text` means; the alerts where it means none. */
export function parseAlertsPlace(text: string): AlertsPlace {
  const [show, first, second] = text.split('/')
  if (show === 'rules') return { show }
  if (show === 'rule' && first !== undefined && first !== '') return { show, rule: first }
  if (show === 'new') return { show, from: parseFrom(first, second) }
  return { show: 'alerts' }
}

function parseFrom(type: string | undefined, what: string | undefined): NewFrom {
  if (what === undefined || what === '') return { type: 'nothing' }
  if (type === 'begin') return { type, name: what }
  if (type === 'copy') return { type, rule: what }
  const run = Number(what)
  return (type === 'run' || type === 'like') && Number.isSafeInteger(run) && run > 0
    ? { type, run }
    : { type: 'nothing' }
}
