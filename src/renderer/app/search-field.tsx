// The search in the top bar.

import type { ReactElement } from 'react'
import { numberMeant } from '../../core/query/number-meant.ts'
import { useDesk, useView } from '../desk/desk-context.ts'
import { hintOf } from '../desk/keys.ts'
import { resultsId, searchId } from '../search/ids.ts'
import { QueryBox } from '../search/query-box.tsx'
import { Kbd } from '../ui/kbd.tsx'

/** One field for runs and events: it filters the board while typing, and Enter searches all events. */
export function SearchField(): ReactElement {
  const { view, actions, recents } = useDesk()
  const { isSearch, value } = useView((state) => ({
    isSearch: state.page === 'search',
    value: state.page === 'search' ? state.query : state.text,
  }))
  return (
    <QueryBox
      id={searchId}
      scope="all"
      label="Search runs and events"
      placeholder="Search runs and events"
      value={value}
      onChange={(text) => view.setState(isSearch ? { query: text } : { text })}
      onSubmit={(query) => {
        if (query.trim() === '') return
        if (!isSearch || numberMeant(query) !== null) return actions.search(query)
        recents.remember(query)
        document.getElementById(resultsId)?.focus()
      }}
      chips={false}
      enterLabel={enterLabel(value, isSearch)}
      hint={
        <span className="contents max-[640px]:hidden">
          <Kbd keys={hintOf('search')} />
        </span>
      }
      className="w-full"
    />
  )
}

/** What Enter does with `value`. */
function enterLabel(value: string, isSearch: boolean): string | null {
  const run = numberMeant(value)
  if (run !== null) return `Open run ${run}`
  return isSearch || value.trim() === '' ? null : `Search events for “${value.trim()}”`
}
