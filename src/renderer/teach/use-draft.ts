// The draft of the kind that is taught from a run. It outlives the page, so that a look at the log loses nothing.

import { useCallback, useRef, useState } from 'react'
import { isReading } from '../../core/kind/methods.ts'
import type { Desk } from '../desk/desk.ts'
import { useDesk } from '../desk/desk-context.ts'
import { type AskedRequest, addressOf } from './model/address.ts'
import { type Draft, emptyDraft } from './model/draft.ts'

/** By window and run; the ones that were not changed for the longest go first. */
const kept = new WeakMap<Desk, Map<number, Draft>>()
const mostKept = 20

/** Takes what is to be changed, made of the draft as it is by then. */
export type ChangeDraft = (change: (draft: Draft) => Partial<Draft>) => void

export function useDraft(run: number, request: AskedRequest | null): [Draft, ChangeDraft] {
  const desk = useDesk()
  const [draft, setDraft] = useState(() => kept.get(desk)?.get(run) ?? begin(request, desk))
  const latest = useRef(draft)
  const change = useCallback<ChangeDraft>(
    (changed) => {
      const next = { ...latest.current, ...changed(latest.current) }
      latest.current = next
      keep(desk, run, next)
      setDraft(next)
    },
    [desk, run],
  )
  return [draft, change]
}

function keep(desk: Desk, run: number, draft: Draft): void {
  const drafts = kept.get(desk) ?? new Map<number, Draft>()
  kept.set(desk, drafts)
  drafts.delete(run)
  drafts.set(run, draft)
  for (const old of drafts.keys()) {
    if (drafts.size <= mostKept) break
    drafts.delete(old)
  }
}

/** A request that changes something is taken to start work (law 4), until the person says better. */
function begin(request: AskedRequest | null, { live }: Desk): Draft {
  if (request === null || !URL.canParse(request.url)) return emptyDraft
  return {
    ...emptyDraft,
    address: addressOf(
      request,
      live.getState().servers.map(({ baseUrl }) => baseUrl),
    ),
    observes: isReading(request.method) ? 'guess' : 'no',
  }
}
