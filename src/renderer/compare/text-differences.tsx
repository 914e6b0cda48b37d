// The differences of two texts, side by side: what only one of them has is marked by more than colour, long equal parts are
// shortened.

import { type ReactElement, useMemo } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import type { TextPair } from '../../core/figures/compare-results.ts'
import { keyByIndex } from '../ui/key-by-index.ts'
import { UntrustedSpans } from '../ui/untrusted-text.tsx'
import { type Piece, textRows } from './text-rows.ts'

/** The differences; equal texts are one sentence. */
export function TextDifferences({ text }: { readonly text: TextPair }): ReactElement {
  const rows = useMemo(() => textRows(text.parts), [text])
  if (text.same)
    return (
      <p className="text-ink-2 text-small">
        Both texts are the same, {formatCount(text.aLength, 'character')}.{text.cut && ` ${cutWords}`}
      </p>
    )
  return (
    <div className="flex flex-col gap-2">
      <p className="text-ink-3 text-small">
        Compared by {text.unit}; <del className="decoration-bad">struck out</del> is only on the left,{' '}
        <ins className="decoration-ok underline-offset-3">underlined</ins> only on the right.
        {text.coarse &&
          ' The texts share too little to be told apart part by part: what differs stands as a whole.'}
        {text.more && ' Only the first differences are shown.'}
        {text.cut && ` ${cutWords}`}
      </p>
      <div className="selectable max-h-140 overflow-y-auto rounded-lg bg-raised ring-1 ring-line ring-inset">
        {keyByIndex(rows).map(({ key, item }) =>
          item.type === 'skipped' ? (
            <p key={key} className="bg-hover py-0.5 text-center text-ink-3 text-tiny tabular-nums">
              {formatCount(item.count, 'more character')} the same
            </p>
          ) : (
            <div key={key} className="lazy-block grid grid-cols-2 divide-x divide-line">
              <Side pieces={item.left} />
              <Side pieces={item.right} />
            </div>
          ),
        )}
      </div>
    </div>
  )
}

const cutWords = 'One is longer than what is kept of a text, so that its end is not compared.'

function Side({ pieces }: { readonly pieces: readonly Piece[] }): ReactElement {
  return (
    <div
      dir="auto"
      className="min-w-0 whitespace-pre-wrap px-5 py-3.5 text-[14px] leading-[1.7] [overflow-wrap:anywhere]"
    >
      {keyByIndex(pieces).map(({ key, item }) => (
        <PieceOf key={key} piece={item} />
      ))}
    </div>
  )
}

function PieceOf({ piece: { type, text, skipped } }: { readonly piece: Piece }): ReactElement {
  const body = (
    <>
      <UntrustedSpans text={text} />
      {skipped > 0 && (
        <span className="mx-1 rounded-[2px] bg-hover px-1.5 text-ink-3 text-tiny">
          {formatCount(skipped, 'more character')}
        </span>
      )}
    </>
  )
  switch (type) {
    case 'same':
      return <span className="text-ink-2">{body}</span>
    case 'removed':
      return <del className="rounded-[2px] bg-bad/10 text-ink decoration-bad">{body}</del>
    case 'added':
      return <ins className="rounded-[2px] bg-ok/12 text-ink decoration-ok underline-offset-3">{body}</ins>
  }
}
