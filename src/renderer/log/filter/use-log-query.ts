// The query that narrows the open run's log. What is typed is kept as it is written; what is searched by follows a moment
// later, and never while the text cannot be understood, so that half a word does not empty the log.

import { useCallback, useEffect, useMemo, useState } from 'react'
import { parseQuery } from '../../../core/query/parse.ts'
import { useDesk, useView } from '../../desk/desk-context.ts'

const restMs = 200

export type LogQuery = {
  /** As it stands in the box. */
  readonly text: string
  /** What the log is narrowed by: the last text that could be understood. */
  readonly applied: string
  readonly type: (text: string) => void
  /** Narrows at once. */
  readonly apply: (text: string) => void
}

export function useLogQuery(): LogQuery {
  const { view } = useDesk()
  const text = useView((state) => state.logQuery)
  const [applied, setApplied] = useState(() => understood(text) ?? '')

  useEffect(() => {
    const next = understood(text)
    if (next === null || next === applied) return
    const timer = setTimeout(() => setApplied(next), restMs)
    return () => clearTimeout(timer)
  }, [text, applied])

  const type = useCallback((next: string) => view.setState({ logQuery: next }), [view])
  const apply = useCallback(
    (next: string) => {
      view.setState({ logQuery: next })
      const query = understood(next)
      if (query !== null) setApplied(query)
    },
    [view],
  )
  return useMemo(() => ({ text, applied, type, apply }), [text, applied, type, apply])
}

/** The query without white space around it; null where it has a problem. */
function understood(text: string): string | null {
  return parseQuery(text).problems.length === 0 ? text.trim() : null
}
