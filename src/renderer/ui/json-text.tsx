// Highlighted JSON: keys are less prominent than values. Every token is untrusted text in an element of its own, so that a
// right-to-left value does not reorder the commas around it.

import { memo, type ReactElement } from 'react'
import { lexJson, type Token } from './json-lex.ts'
import { keyByIndex } from './key-by-index.ts'
import { UntrustedSpans } from './untrusted-text.tsx'

type Inks = Readonly<Record<Token['type'], string | undefined>>

/** For JSON that is read by itself. */
export const fullInks: Inks = {
  key: 'text-ink-3',
  string: 'text-ink',
  number: 'text-accent',
  word: 'text-accent',
  mark: 'text-ink-3',
  space: undefined,
  plain: 'text-ink',
}

/** For the rows of a list: without the accent colour. */
const calm: Inks = {
  ...fullInks,
  string: 'text-ink-2',
  number: 'text-ink',
  word: 'text-ink',
  plain: 'text-ink-2',
}

const allInks = { full: fullInks, calm } as const

/** `text`, highlighted if it is JSON. */
export const JsonText = memo(function JsonText({
  text,
  inks,
}: {
  readonly text: string
  readonly inks: keyof typeof allInks
}): ReactElement {
  return (
    <>
      {keyByIndex(lexJson(text)).map(({ key, item: token }) => (
        <bdi key={key} className={allInks[inks][token.type]}>
          <UntrustedSpans text={token.text} />
        </bdi>
      ))}
    </>
  )
})
