// The search page and the saved searches in the sidebar, below the views of the board.

import { Bookmark, Search } from 'lucide-react'
import type { ReactElement } from 'react'
import { useDesk, useLive, useView } from '../desk/desk-context.ts'
import { SidebarItem } from '../ui/sidebar-item.tsx'

/** Links to the search page and to every saved search. */
export function SavedViews(): ReactElement {
  const { actions } = useDesk()
  const views = useLive((state) => state.settings.views)
  const { page, query } = useView((state) => ({ page: state.page, query: state.query }))
  const isSearch = page === 'search'
  const chosen = isSearch ? (views.find((view) => view.query === query.trim())?.name ?? null) : null
  return (
    <section aria-label="Searches" className="mt-px flex flex-col gap-px">
      <SidebarItem
        sign={<Search aria-hidden="true" size={15} />}
        count={null}
        chosen={isSearch && chosen === null}
        onClick={() => actions.showPage('search')}
      >
        Search
      </SidebarItem>
      {views.map(({ name, query: saved }) => (
        <SidebarItem
          key={name}
          sign={<Bookmark aria-hidden="true" size={15} />}
          count={null}
          chosen={name === chosen}
          onClick={() => actions.search(saved)}
          title={`${name}: ${saved}`}
        >
          {name}
        </SidebarItem>
      ))}
    </section>
  )
}
