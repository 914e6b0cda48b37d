// JSON in quiet inks: names step back, values step forward. Every sign is a text node, made visible where it would not be,
// and keeps its direction to itself, so that a value written from right to left does not move the commas around it.

import { memo, type ReactElement } from 'react'
import { keyByIndex } from '../../ui/key-by-index.ts'
import { UntrustedSpans } from '../../ui/untrusted-text.tsx'
import { lexJson, type Sign } from './json-lex.ts'
import { keyPaths } from './key-paths.ts'

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
      {keyByIndex(lexJson(text)).map(({ key, item: sign }) => (
        <bdi key={key} className={allInks[inks][sign.type]}>
          <UntrustedSpans text={sign.text} />
        </bdi>
      ))}
    </>
  )
})

/** What a key can be pinned with: the paths that are, and what pins and unpins one. */
export type Pinning = { readonly pinned: readonly string[]; readonly toggle: (path: string) => void }

/** JSON whose keys are buttons that pin their field as a column. */
export function PinnableJson({
  text,
  pinning: { pinned, toggle },
}: {
  readonly text: string
  readonly pinning: Pinning
}): ReactElement {
  const signs = lexJson(text)
  const paths = keyPaths(signs)
  return (
    <>
      {keyByIndex(signs).map(({ key, index, item: sign }) => {
        const path = paths[index] ?? null
        if (path === null) {
          return (
            <bdi key={key} className={full[sign.type]}>
              <UntrustedSpans text={sign.text} />
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
              <UntrustedSpans text={sign.text} />
            </bdi>
          </button>
        )
      })}
    </>
  )
}
