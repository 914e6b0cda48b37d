// The state of the add dialog: the form, which fields were left, and the outcomes. Draws nothing.

import { useEffect, useState } from 'react'
import type { KindInfo } from '../../core/contract/contract.ts'
import { fieldsFor } from '../../core/kind/fields-for.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { whyNot } from '../desk/may.ts'
import { errorMessage } from '../store/client.ts'
import {
  type Draft,
  draftLike,
  draftProblems,
  manyField,
  newDraft,
  type RunRequest,
  requestedRuns,
} from './draft.ts'
import { addRun, type Outcome } from './submit.ts'

export type AddRunForm = ReturnType<typeof useAddRun>

/**
 * The form and its actions, filled in as the run `like` was asked for. `draft` is null and `kind` undefined until the kinds are
 * known.
 */
export function useAddRun(like: number | null) {
  const { client, actions, notices } = useDesk()
  const { kinds, servers, me } = useLive(({ kinds, servers, me }) => ({ kinds, servers, me }))
  const [typed, setTyped] = useState<Draft | null>(null)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [sent, setSent] = useState(false)
  const [busy, setBusy] = useState(false)
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([])

  useEffect(() => {
    if (like === null || kinds.length === 0) return
    void client.call('runs.form', { run: like }).then(
      (form) => setTyped((known) => known ?? draftLike(form, kinds)),
      (thrown) => notices.show(errorMessage(thrown)),
    )
  }, [client, notices, kinds, like])

  // Most often a running job shall be watched, so the first kind is one that takes job ids.
  const first = kinds.find((one) => manyField(one) !== undefined) ?? kinds[0]
  const own = servers.find((server) => whyNot(me, 'operator', server) === null) ?? servers[0]
  const draft = typed ?? (first === undefined ? null : newDraft(first, own?.id ?? null))
  const kind: KindInfo | undefined = kinds.find((one) => one.id === draft?.kind)
  const problems = draft === null || kind === undefined ? {} : draftProblems(draft, kind)
  const requests = draft === null || kind === undefined ? [] : requestedRuns(draft, kind)

  function change(next: Draft): void {
    setTyped(next)
    setOutcomes([])
  }

  async function send(list: readonly RunRequest[], evenIfWatched: boolean): Promise<void> {
    if (draft === null) return
    setBusy(true)
    const made: Outcome[] = []
    for (const request of list) made.push(await addRun(client, draft, request, evenIfWatched))
    setBusy(false)
    const others = outcomes.filter(({ request }) => !list.some((one) => one.label === request.label))
    const all = [...others, ...made]
    const added = all.flatMap(({ result }) => (result.type === 'added' ? [result.run] : []))
    if (added.length < all.length) return setOutcomes(all)
    const only = added.length === 1 ? added[0] : undefined
    actions.closeDialog()
    if (only === undefined) notices.show(`${added.length} runs added.`)
    else actions.open(only)
  }

  return {
    draft,
    kind,
    kinds,
    /** The fields of the kind that are there with these values. */
    fields: draft === null || kind === undefined ? [] : fieldsFor(kind.fields, draft.values),
    busy,
    outcomes,
    requests,
    /** Some of the runs were added: the same form must not be sent again. */
    added: outcomes.some(({ result }) => result.type === 'added'),
    change,
    /** The problem with the field `name`, once it was left or the form was sent. */
    problemOf: (name: string): string | null => {
      const refused = outcomes.find(
        ({ result }) => result.type === 'failed' && Object.hasOwn(result.problems, name),
      )
      if (refused?.result.type === 'failed') return refused.result.problems[name] ?? null
      return sent || left.has(name) ? (problems[name] ?? null) : null
    },
    leave: (name: string) => setLeft((known) => new Set(known).add(name)),
    submit: () => {
      setSent(true)
      if (Object.keys(problems).length === 0 && !busy) void send(requests, false)
    },
    addTwice: ({ request }: Outcome) => void send([request], true),
    open: (run: number) => {
      actions.closeDialog()
      actions.open(run)
    },
  }
}
