// The lists below the views, which are empty before the engine's first answer and are loaded meanwhile.

import type { ReactElement } from 'react'
import { SavedViews } from '../search/saved-views.tsx'
import { AlertsItem } from './alerts-item.tsx'
import { KindFilter } from './kind-filter.tsx'
import { ServerList } from './server-list.tsx'
import { StorageItem } from './storage-item.tsx'

/** Alerts, saved views, kinds, servers, storage. */
export function SidebarLists(): ReactElement {
  return (
    <>
      <AlertsItem />
      <SavedViews />
      <KindFilter />
      <ServerList />
      <StorageItem />
    </>
  )
}
