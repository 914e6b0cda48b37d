// What is to be noticed of a tapped run's client, beside the word of its server's connection and never in its place.

import type { ReactElement } from 'react'
import { clientNote } from '../../core/run/client-words.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { ClientGlyph } from './client-glyph.tsx'
import { cx } from './cx.ts'
import { clientTone, toneInk } from './tones.ts'

/** `client slow` or `client gone` with its icon; nothing while nothing is to be noticed. */
export function ClientNote({
  run: { tapped },
  className,
}: {
  readonly run: Pick<RunSummary, 'tapped'>
  readonly className?: string
}): ReactElement | null {
  const note = tapped === undefined ? null : clientNote(tapped.client)
  if (tapped === undefined || note === null) return null
  const { state } = tapped.client
  return (
    <span
      className={cx('flex shrink-0 items-center whitespace-nowrap', toneInk[clientTone[state]], className)}
    >
      <ClientGlyph state={state} />
      {note}
    </span>
  )
}
