// The query that filters the open log. What is typed is kept as it is; the filter follows after a pause, and only while the
// text is valid, so that half a word does not empty the log.

import { useCallback, useEffect, useMemo, useState } from 'react'
import { parseQuery } from '../../../core/query/parse.ts'
import { useDesk, useView } from '../../desk/desk-context.ts'

const debounceMs = 200

export type LogQuery = {
  /** The text in the field. */
  readonly text: string
  /** The filter: the last valid text. */
  readonly applied: string
  readonly type: (text: string) => void
  /** Sets and applies the text at once. */
  readonly apply: (text: string) => void
}

/** The query of the open run; `logQuery` of the view store has its text. */
export function useLogQuery(): LogQuery {
  const { view } = useDesk()
  const text = useView((state) => state.logQuery)
  const [applied, setApplied] = useState(() => validQuery(text) ?? '')

  useEffect(() => {
    const next = validQuery(text)
    if (next === null || next === applied) return
    const timer = setTimeout(() => setApplied(next), debounceMs)
    return () => clearTimeout(timer)
  }, [text, applied])

  const type = useCallback((next: string) => view.setState({ logQuery: next }), [view])
  const apply = useCallback(
    (next: string) => {
      view.setState({ logQuery: next })
      const query = validQuery(next)
      if (query !== null) setApplied(query)
    },
    [view],
  )
  return useMemo(() => ({ text, applied, type, apply }), [text, applied, type, apply])
}

/** The query, trimmed; null where it is invalid. */
function validQuery(text: string): string | null {
  return parseQuery(text).problems.length === 0 ? text.trim() : null
}
