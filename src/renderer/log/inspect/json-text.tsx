// Highlighted JSON: keys are less prominent than values. Every token is untrusted text in an element of its own, so that a
// right-to-left value does not reorder the commas around it.

import { memo, type ReactElement } from 'react'
import { keyByIndex } from '../../ui/key-by-index.ts'
import { UntrustedSpans } from '../../ui/untrusted-text.tsx'
import { lexJson, type Token } from './json-lex.ts'
import { keyPaths } from './key-paths.ts'

type Inks = Readonly<Record<Token['type'], string | undefined>>

const full: Inks = {
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
  ...full,
  string: 'text-ink-2',
  number: 'text-ink',
  word: 'text-ink',
  plain: 'text-ink-2',
}

const allInks = { full, calm } as const

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

/** The paths of the pinned columns, and what pins or unpins one. */
export type Pinning = { readonly pinned: readonly string[]; readonly toggle: (path: string) => void }

/** JSON whose keys are buttons that pin the field as a column. */
export function PinnableJson({
  text,
  pinning: { pinned, toggle },
}: {
  readonly text: string
  readonly pinning: Pinning
}): ReactElement {
  const tokens = lexJson(text)
  const paths = keyPaths(tokens)
  return (
    <>
      {keyByIndex(tokens).map(({ key, index, item: token }) => {
        const path = paths[index] ?? null
        if (path === null) {
          return (
            <bdi key={key} className={full[token.type]}>
              <UntrustedSpans text={token.text} />
            </bdi>
          )
        }
        const isPinned = pinned.includes(path)
        return (
          <button
            key={key}
            type="button"
            aria-pressed={isPinned}
            aria-label={`${isPinned ? 'Unpin' : 'Pin'} ${path} as a column`}
            title={`${isPinned ? 'Unpin' : 'Pin'} ${path} as a column`}
            onClick={() => toggle(path)}
            className={
              isPinned
                ? 'selectable rounded-[2px] text-accent underline decoration-dotted underline-offset-[3px]'
                : 'selectable rounded-[2px] text-ink-3 hover:text-accent hover:underline hover:decoration-dotted hover:underline-offset-[3px]'
            }
          >
            <bdi>
              <UntrustedSpans text={token.text} />
            </bdi>
          </button>
        )
      })}
    </>
  )
}
