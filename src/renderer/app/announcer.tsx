// Announces to a screen reader what changes by itself, one sentence per three seconds at most, and how many runs a view or
// filter shows. Moves of a cursor need no words here: the list has the focus then, and names its row. Invisible.

import { type ReactElement, useEffect, useState } from 'react'
import { useDesk } from '../desk/desk-context.ts'
import { collectNews, formatNews, formatShown, noNews } from '../store/announce.ts'

const intervalMs = 3_000
/** Typing a filter is one change. */
const settledMs = 600

const filters = ['view', 'kind', 'server', 'text'] as const

/** The live region for what happens on the board. */
export function Announcer(): ReactElement {
  const { live, view } = useDesk()
  const [sentence, setSentence] = useState('')
  useEffect(() => {
    let news = noNews
    let timer: ReturnType<typeof setTimeout> | undefined
    const announce = () => {
      timer = undefined
      const next = formatNews(news)
      news = noNews
      if (next !== null) setSentence(next)
    }
    const stop = live.subscribe((state, before) => {
      if (before.link.state !== 'ready') return
      news = collectNews(news, before.runs, state.runs)
      if (news.counts.size > 0) timer ??= setTimeout(announce, intervalMs)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [live])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = view.subscribe((state, before) => {
      const isSame = filters.every((name) => state[name] === before[name])
      if (isSame || state.page !== 'board') return
      clearTimeout(timer)
      timer = setTimeout(
        () => setSentence(formatShown(live.getState().runs.values(), view.getState())),
        settledMs,
      )
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [live, view])
  return (
    <p aria-live="polite" className="sr-only">
      {sentence}
    </p>
  )
}
