// The page.

import type { ReactElement } from 'react'

export function SearchPage(): ReactElement {
  return <main aria-label="Search" />
}
