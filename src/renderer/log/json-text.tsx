// JSON in quiet inks: names step back, values step forward. Every sign is a text node, made visible where it would not be,
// and keeps its direction to itself, so that a value written from right to left does not move the commas around it.

import { memo, type ReactElement } from 'react'
import { atPlace } from '../ui/at-place.ts'
import { Spans } from '../ui/inert.tsx'
import { lexJson, type Sign } from './json-lex.ts'

type Inks = Readonly<Record<Sign['type'], string | undefined>>

const full: Inks = {
  key: 'text-ink-3',
  string: 'text-ink',
  number: 'text-accent',
  word: 'text-accent',
  mark: 'text-ink-3',
  space: undefined,
  plain: 'text-ink',
}

/** For a list of many: without the accent. */
const calm: Inks = {
  ...full,
  string: 'text-ink-2',
  number: 'text-ink',
  word: 'text-ink',
  plain: 'text-ink-2',
}

const allInks = { full, calm } as const

/** `text` in inks if it is JSON, as it is otherwise. */
export const JsonText = memo(function JsonText({
  text,
  inks,
}: {
  readonly text: string
  readonly inks: keyof typeof allInks
}): ReactElement {
  return (
    <>
      {atPlace(lexJson(text)).map(({ key, one: sign }) => (
        <bdi key={key} className={allInks[inks][sign.type]}>
          <Spans text={sign.text} />
        </bdi>
      ))}
    </>
  )
})
