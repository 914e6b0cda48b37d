// The title of a hub's window, which no page can set by itself: it names the hub, and, where the window is at another's page on the
// way of signing in, whose that is. There is no address bar that would say so.

import { oneLine } from '../../core/basics/clip.ts'
import { originOf } from '../page/page-address.ts'

/** UTF-16 units of a page's own title. */
const longest = 120

/** The title while the page at `url` calls itself `title`; `isOut`: it is not the hub's. */
export function hubTitle(name: string, url: string, title: string, isOut: boolean): string {
  if (isOut) return `At ${originOf(url)?.replace(/^https:\/\//, '') ?? 'another address'} · ${name}`
  const said = oneLine(title.replace(/\p{Cf}/gu, ''), longest).replace(/ · Runlight$/, '')
  // No page of the hub passes itself off as another's.
  const own = /^\P{L}*at\P{L}/iu.test(said) ? `“${said}”` : said
  return own === '' || own === 'Runlight' ? `${name} · Runlight` : `${own} · ${name}`
}
