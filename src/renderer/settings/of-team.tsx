// Around what is the team's and not a person's: whoever may not change it reads it, with the reason.

import type { ReactElement, ReactNode } from 'react'
import { useWhyNot } from '../desk/may.ts'

/** `children`, whose controls do nothing for those who are no admin of the whole team. */
export function OfTeam({ children }: { readonly children: ReactNode }): ReactElement {
  const why = useWhyNot('admin', 'team')
  if (why === null) return <>{children}</>
  return (
    <fieldset disabled className="min-w-0">
      <p className="mb-1.5 text-ink-3 text-small">{why}</p>
      {children}
    </fieldset>
  )
}
