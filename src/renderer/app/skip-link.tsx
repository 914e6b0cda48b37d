// The first stop of the Tab key: leads past the bar and the sidebar.

import type { ReactElement } from 'react'
import { Button } from '../ui/button.tsx'
import { focusPage } from './use-page-focus.ts'

/** The button; seen while it has the focus. A link would put its fragment in place of the route. */
export function SkipLink(): ReactElement {
  return (
    <Button
      variant="primary"
      onClick={focusPage}
      className="fixed top-2 left-2 z-50 not-focus:pointer-events-none not-focus:opacity-0"
    >
      Skip to the content
    </Button>
  )
}
