// Follows the paste field: after a pause in typing, asks the engine what a URL or a copied request means, and fills in the form.

import { useEffect, useRef, useState } from 'react'
import type { KindInfo } from '../../core/contract/contract.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { errorMessage } from '../store/client.ts'
import { type Draft, manyField, withKind, withValue } from './draft.ts'
import { type Copied, draftOfMatch, draftOfMatches, type Match, readPaste } from './paste.ts'

export type PasteState = {
  /** What the URL or the request may mean, best first. */
  readonly matches: readonly (Match | Copied['matches'][number])[]
  /** What the text was recognised as, in one sentence; null for none. */
  readonly note: { readonly text: string; readonly tone: 'plain' | 'bad' } | null
}

const nothing: PasteState = { matches: [], note: null }
const debounceMs = 150
/** Of a request that is typed by hand: whoever pauses in the middle of one is not done. */
const typedMs = 2_000
/** A text that grows by more at once was pasted. */
const typedAtOnce = 8

/**
 * Parses `text` and passes the resulting form to `onDraft`; `current` is the present form. A copied request may hold secrets:
 * once it is in the form, `onTaken` takes it out of the field, and what it was recognised as stays until the next text.
 */
export function usePaste(
  text: string,
  current: Draft | null,
  onDraft: (draft: Draft) => void,
  onTaken: () => void,
): PasteState {
  const { client } = useDesk()
  const kinds = useLive((state) => state.kinds)
  const [state, setState] = useState<PasteState>(nothing)
  /** No text can be recognised before the kinds are known. */
  const known = kinds.length > 0
  const latest = useRef({ current, onDraft, kinds, onTaken })
  latest.current = { current, onDraft, kinds, onTaken }
  const isTaken = useRef(false)
  const before = useRef('')

  useEffect(() => {
    const pasted = readPaste(text)
    const isTyped = pasted.type === 'request' && text.length - before.current.length <= typedAtOnce
    before.current = text
    let stopped = false
    if (pasted.type === 'nothing' || !known) {
      if (!isTaken.current) setState(nothing)
      return
    }
    isTaken.current = false
    const timer = setTimeout(
      async () => {
        if (pasted.type === 'wrong')
          return setState({ matches: [], note: { text: pasted.problem, tone: 'bad' } })
        if (pasted.type === 'ids') return setState(fillInIds(pasted.ids, latest.current))
        try {
          if (pasted.type === 'request') {
            const { requests } = await client.call('requests.read', { text })
            if (stopped) return
            isTaken.current = true
            setState(fillInRequests(requests, latest.current))
            latest.current.onTaken()
            return
          }
          const found = await Promise.all(
            pasted.urls.map(async (url) => ({
              url,
              matches: await client.call('kinds.match', { text: url }),
            })),
          )
          if (!stopped) setState(fillInMatches(found, latest.current))
        } catch (thrown) {
          if (!stopped) setState({ matches: [], note: { text: errorMessage(thrown), tone: 'bad' } })
        }
      },
      isTyped ? typedMs : debounceMs,
    )
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [client, known, text])
  return state
}

type Latest = {
  readonly current: Draft | null
  readonly onDraft: (draft: Draft) => void
  readonly kinds: readonly KindInfo[]
}

function fillInIds(ids: readonly string[], { current, onDraft, kinds }: Latest): PasteState {
  const chosen = kinds.find((one) => one.id === current?.kind)
  const kind =
    chosen !== undefined && manyField(chosen) !== undefined
      ? chosen
      : kinds.find((one) => manyField(one) !== undefined)
  const field = kind === undefined ? undefined : manyField(kind)
  if (current === null || chosen === undefined || kind === undefined || field === undefined) {
    return {
      matches: [],
      note: { text: 'No kind takes ids: paste a URL, or fill in the fields below.', tone: 'bad' },
    }
  }
  onDraft(withValue(withKind(current, chosen, kind), field.name, ids.join(', ')))
  const text =
    ids.length === 1
      ? `Taken as ${field.label}.`
      : `Taken as ${ids.length} values of ${field.label}, one run each.`
  return { matches: [], note: { text, tone: 'plain' } }
}

function fillInRequests(requests: readonly Copied[], { onDraft, kinds }: Latest): PasteState {
  const [only] = requests
  const best = only?.matches[0]
  const kind = kinds.find((one) => one.id === best?.kind)
  if (requests.length !== 1 || only === undefined || best === undefined || kind === undefined) {
    const text = `These are ${requests.length} requests: paste them one at a time.`
    return { matches: [], note: { text, tone: 'bad' } }
  }
  onDraft(draftOfMatch(best, kind))
  const text = only.notes.join(' ')
  return { matches: only.matches, note: text === '' ? null : { text, tone: 'bad' } }
}

type Found = { readonly url: string; readonly matches: readonly Match[] }

function fillInMatches(found: readonly Found[], { onDraft, kinds }: Latest): PasteState {
  const only = found.length === 1 ? found[0] : undefined
  if (only !== undefined) {
    const best = only.matches[0]
    const kind = kinds.find((one) => one.id === best?.kind)
    if (best === undefined || kind === undefined) {
      return { matches: [], note: { text: 'No kind can watch this URL.', tone: 'bad' } }
    }
    onDraft(draftOfMatch(best, kind))
    return { matches: only.matches, note: null }
  }
  const joined = draftOfMatches(
    found.map(({ url, matches }) => ({ url, match: matches[0] })),
    kinds,
  )
  if (joined === null) return { matches: [], note: { text: 'No kind can watch these URLs.', tone: 'bad' } }
  onDraft(joined.draft)
  const { length } = joined.left
  if (length === 0)
    return { matches: [], note: { text: `${found.length} URLs, one run each.`, tone: 'plain' } }
  const text = `${length} of ${found.length} URLs mean something else and are left out; add them on their own.`
  return { matches: [], note: { text, tone: 'bad' } }
}
