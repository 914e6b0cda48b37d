// The title of the window or the browser's tab: what is shown, first, because tabs are narrow, and before
// it how many runs need somebody, where nothing around the page says that.

import { useEffect } from 'react'
import { useRun, useView } from '../desk/desk-context.ts'
import { type Page, type View, viewLabels } from '../store/view-store.ts'
import { useTelling } from '../telling/use-telling.ts'

const pageTitles: Readonly<Record<Exclude<Page, 'board'>, string>> = {
  search: 'Search',
  compare: 'Compare',
  teach: 'Teach a kind',
  alerts: 'Alerts',
  storage: 'Storage',
  settings: 'Settings',
  help: 'Help',
  wall: 'Wall',
}

/** Draws nothing; keeps the document's title, and tells of alerts. */
export function WindowTitle(): null {
  const { page, view, query, open } = useView((state) => ({
    page: state.page,
    view: state.view,
    query: state.query,
    open: state.open,
  }))
  const run = useRun(open ?? 0)?.title ?? null
  const count = useTelling()
  useEffect(() => {
    const needs = count === 0 ? '' : `(${count.toLocaleString('en-US')}) `
    document.title = `${needs}${run === null ? formatPage(page, view, query) : visible(run)} · Runlight`
  }, [page, view, query, run, count])
  return null
}

function formatPage(page: Page, view: View, query: string): string {
  if (page === 'board') return viewLabels[view]
  return page === 'search' && query.trim() !== ''
    ? `${pageTitles.search}: ${visible(query.trim())}`
    : pageTitles[page]
}

/** A title bar cannot show characters that have no shape by their name, so they are left out there. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '')
}
