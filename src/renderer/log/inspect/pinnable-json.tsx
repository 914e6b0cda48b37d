// JSON in the panel of an event: every key is a button that pins its field as a column of the log.

import type { ReactElement } from 'react'
import { lexJson } from '../../ui/json-lex.ts'
import { fullInks } from '../../ui/json-text.tsx'
import { keyByIndex } from '../../ui/key-by-index.ts'
import { UntrustedSpans } from '../../ui/untrusted-text.tsx'
import { keyPaths } from './key-paths.ts'

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
            <bdi key={key} className={fullInks[token.type]}>
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
