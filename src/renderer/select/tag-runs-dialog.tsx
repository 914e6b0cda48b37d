// The tags of several runs: those that they have, on how many each, and a field for another one. A change is stored at once.

import { Plus, X } from 'lucide-react'
import { type FormEvent, type ReactElement, useId, useState } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import type { MarkChange } from '../../core/run/mark-change.ts'
import { cleanTag, longestTag, sameTag } from '../../core/run/marks.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { countTags, suggestTags } from '../marks/suggest-tags.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogTitle } from '../ui/dialog.tsx'
import { Input } from '../ui/input.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { eachRun, formatOutcome } from './each-run.ts'

/** The dialog for the runs with these ids. */
export function TagRunsDialog({ runs: ids }: { readonly runs: readonly number[] }): ReactElement {
  const { actions, client, live } = useDesk()
  const runs = useLive((state) => ids.flatMap((id) => state.runs.get(id) ?? []))
  const [text, setText] = useState('')
  const [said, setSaid] = useState<string | null>(null)
  const field = useId()
  const tags = countTags(runs).toSorted((a, b) => b.count - a.count || a.tag.localeCompare(b.tag))
  const suggested = suggestTags(
    live.getState().runs.values(),
    tags.map(({ tag }) => tag),
    text,
  )

  async function change(on: readonly RunSummary[], change: MarkChange): Promise<boolean> {
    const outcome = await eachRun(on, (run) => client.call('runs.mark', { run: run.id, change }))
    setSaid(outcome.failed.length === 0 ? null : formatOutcome('Changed', outcome))
    return outcome.failed.length === 0
  }
  /** Puts `tag` on all that do not have it. What was typed goes once they have it, unless it was changed meanwhile. */
  const put = async (tag: string) => {
    const clean = cleanTag(tag)
    if (clean === '') return
    const isPut = await change(
      runs.filter(({ marks }) => !marks.tags.some((one) => sameTag(one, clean))),
      { tag: [clean] },
    )
    if (isPut) setText((now) => (now === text ? '' : now))
  }
  const takeOff = (tag: string) =>
    void change(
      runs.filter(({ marks }) => marks.tags.some((one) => sameTag(one, tag))),
      { untag: [tag] },
    )
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void put(text)
  }

  const title = `Tag ${formatCount(runs.length, 'run')}`
  return (
    <Dialog label={title} onClose={actions.closeDialog} className="w-112">
      <DialogTitle onClose={actions.closeDialog}>{title}</DialogTitle>
      <div className="flex min-h-0 flex-col gap-3 overflow-y-auto px-5 py-4">
        <form onSubmit={onSubmit} className="flex items-end gap-2">
          <label htmlFor={field} className="sr-only">
            Another tag
          </label>
          <Input
            id={field}
            data-first
            autoComplete="off"
            spellCheck={false}
            maxLength={longestTag}
            placeholder="Another tag"
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="min-w-0 flex-1"
          />
          <Button type="submit" variant="primary" disabled={cleanTag(text) === ''}>
            Put on {runs.length === 1 ? 'it' : `all ${runs.length.toLocaleString('en-US')}`}
          </Button>
        </form>
        {suggested.length > 0 && (
          <ul aria-label="Tags of other runs" className="flex flex-wrap gap-1.5">
            {suggested.map((tag) => (
              <li key={tag} className="min-w-0 max-w-48">
                <Button size="small" className="max-w-full" onClick={() => void put(tag)}>
                  <Plus aria-hidden="true" size={12} className="shrink-0 text-ink-3" />
                  <UntrustedText text={tag} className="truncate" />
                </Button>
              </li>
            ))}
          </ul>
        )}
        {tags.length > 0 && (
          <ul aria-label="Tags of these runs" className="flex flex-col gap-0.5 border-line border-t pt-2">
            {tags.map(({ tag, count }) => (
              <li key={tag} className="flex h-7 items-center gap-2">
                <UntrustedText text={tag} className="min-w-0 truncate font-medium" />
                <span className="mr-auto shrink-0 text-ink-3 text-small tabular-nums">
                  {count === runs.length ? 'all' : `${count} of ${runs.length}`}
                </span>
                {count < runs.length && (
                  <Button size="small" variant="quiet" onClick={() => void put(tag)}>
                    Put on all
                  </Button>
                )}
                <Button
                  size="small"
                  variant="quiet"
                  aria-label={`Take off the tag ${tag}`}
                  title="Take it off"
                  onClick={() => takeOff(tag)}
                >
                  <X aria-hidden="true" size={13} />
                </Button>
              </li>
            ))}
          </ul>
        )}
        <p role="alert" className="text-bad text-small empty:hidden">
          {said}
        </p>
      </div>
    </Dialog>
  )
}
