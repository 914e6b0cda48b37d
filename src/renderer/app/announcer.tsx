// Announces state changes to a screen reader, one sentence per three seconds at most. Invisible.

import { type ReactElement, useEffect, useState } from 'react'
import { useDesk } from '../desk/desk-context.ts'
import { collectNews, formatNews, noNews } from '../store/announce.ts'

const intervalMs = 3_000

/** The live region for what happens on the board. */
export function Announcer(): ReactElement {
  const { live } = useDesk()
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
  return (
    <p aria-live="polite" className="sr-only">
      {sentence}
    </p>
  )
}
