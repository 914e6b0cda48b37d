// The lists below the views, which are empty before the engine's first answer and are loaded meanwhile.

import type { ReactElement } from 'react'
import { SavedViews } from '../search/saved-views.tsx'
import { KindFilter } from './kind-filter.tsx'
import { ServerList } from './server-list.tsx'
import { StorageItem } from './storage-item.tsx'

/** Saved views, kinds, servers, storage. */
export function SidebarLists(): ReactElement {
  return (
    <>
      <SavedViews />
      <KindFilter />
      <ServerList />
      <StorageItem />
    </>
  )
}
