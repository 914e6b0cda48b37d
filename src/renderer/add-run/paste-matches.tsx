// What the pasted text was recognised as: matches to choose from, or a sentence.

import type { ReactElement } from 'react'
import type { KindInfo } from '../../core/contract/contract.ts'
import { useLive } from '../desk/desk-context.ts'
import { cx } from '../ui/cx.ts'
import { KindIcon } from '../ui/kind-icon.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import type { Draft } from './draft.ts'
import { draftOfMatch, type Match } from './paste.ts'
import type { PasteState } from './use-paste.ts'

type Props = {
  /** What the paste field is described by. */
  readonly id: string
  readonly paste: PasteState
  readonly kinds: readonly KindInfo[]
  readonly draft: Draft | null
  readonly onChoose: (draft: Draft) => void
}

/** The line under the paste field; it keeps the room of two lines, so that a sentence does not move the form. */
export function PasteMatches({ id, paste, kinds, draft, onChoose }: Props): ReactElement {
  const servers = useLive((state) => state.servers)
  return (
    <div
      id={id}
      aria-live="polite"
      className="-mt-2 flex min-h-8 flex-wrap content-start items-center gap-1.5 text-small"
    >
      {paste.note === null && paste.matches.length === 0 && (
        <span className="text-ink-3">A URL picks the kind, the server and the parameters by itself.</span>
      )}
      {paste.matches.length > 0 && <span className="mr-0.5 text-ink-3">Recognised as</span>}
      {paste.matches.map((match) => {
        const kind = kinds.find((one) => one.id === match.kind)
        const server = servers.find((one) => one.id === match.serverId)
        if (kind === undefined) return null
        return (
          <button
            key={`${match.kind} ${match.serverId} ${match.baseUrl}`}
            type="button"
            aria-pressed={isChosen(match, draft)}
            onClick={() => onChoose(draftOfMatch(match, kind))}
            className={cx(
              'inline-flex h-6 max-w-72 items-center gap-1.5 rounded-sm px-2 ring-1 ring-inset',
              isChosen(match, draft)
                ? 'bg-select text-ink ring-accent/50'
                : 'text-ink-2 ring-line hover:bg-hover',
            )}
          >
            <KindIcon name={kind.icon} size={13} />
            {kind.label}
            {kind.needsServer && (
              <UntrustedText text={`at ${server?.name ?? match.baseUrl}`} className="truncate text-ink-2" />
            )}
          </button>
        )
      })}
      {paste.note !== null && (
        <UntrustedText
          text={paste.note.text}
          className={paste.note.tone === 'bad' ? 'text-warn' : 'text-ink-3'}
        />
      )}
    </div>
  )
}

function isChosen(match: Match, draft: Draft | null): boolean {
  return draft !== null && draft.kind === match.kind && draft.serverId === match.serverId
}
