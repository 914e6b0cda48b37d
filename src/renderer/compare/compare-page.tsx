// The page.

import type { ReactElement } from 'react'

export function ComparePage(): ReactElement {
  return <main aria-label="Compare" />
}
