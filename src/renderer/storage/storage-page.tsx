// The page.

import type { ReactElement } from 'react'

export function StoragePage(): ReactElement {
  return <main aria-label="Storage" />
}
