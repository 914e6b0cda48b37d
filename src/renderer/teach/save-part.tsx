// Saves the kind, shows its file for those who want it elsewhere, and offers earlier runs once it is saved.

import { Download } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { errorMessage, isCallError } from '../store/client.ts'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { saveText } from '../ui/downloads.ts'
import { JsonText } from '../ui/json-text.tsx'
import { EarlierRuns } from './earlier-runs.tsx'
import { type Draft, idOfDraft, saveProblem, textOf } from './model/draft.ts'
import type { DraftProblem } from './model/preview.ts'

type Props = { readonly run: RunSummary; readonly draft: Draft; readonly problems: readonly DraftProblem[] }

type Saved =
  | { readonly state: 'none' }
  | { readonly state: 'saving' }
  | { readonly state: 'taken'; readonly id: string }
  | { readonly state: 'refused'; readonly reasons: readonly string[] }
  /** `times`: how often; the runs are looked for anew each time. */
  | { readonly state: 'saved'; readonly id: string; readonly text: string; readonly times: number }

/** A hub keeps no kinds: they have to be the same for all. */
const ofAll =
  'Every collector and hub needs it: take its file from below and put it into the folder “kinds” of their data directories.'

export function SavePart({ run, draft, problems }: Props): ReactElement {
  const { client } = useDesk()
  const inTeam = useLive((state) => state.me !== null)
  const [saved, setSaved] = useState<Saved>({ state: 'none' })
  const [times, setTimes] = useState(0)
  const id = idOfDraft(draft)
  const text = textOf(draft)
  const file = `${id === '' ? 'name' : id}.kind.json`
  const problem = saveProblem(draft) ?? problems[0]?.reason ?? null
  const isSaved = saved.state === 'saved' && saved.id === id && saved.text === text
  const mayReplace = (saved.state === 'taken' || saved.state === 'saved') && saved.id === id

  const save = async () => {
    const replace = mayReplace
    setSaved({ state: 'saving' })
    try {
      const { problems: found } = await client.call('kinds.save', { id, text, replace })
      if (found.length > 0) return setSaved({ state: 'refused', reasons: found.map(({ reason }) => reason) })
      setTimes((before) => before + 1)
      setSaved({ state: 'saved', id, text, times: times + 1 })
    } catch (thrown) {
      const isTaken = isCallError(thrown) && thrown.detail?.taken === true
      setSaved(isTaken ? { state: 'taken', id } : { state: 'refused', reasons: [errorMessage(thrown)] })
    }
  }

  return (
    <section aria-label="Save" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button
          variant="primary"
          off={inTeam ? ofAll : null}
          disabled={problem !== null || saved.state === 'saving' || isSaved}
          onClick={() => void save()}
        >
          {mayReplace && !isSaved ? 'Replace the kind' : 'Save the kind'}
        </Button>
        <p role="status" className="min-w-0 flex-1 basis-40 text-ink-3 text-small [overflow-wrap:anywhere]">
          {isSaved
            ? `Saved as kinds/${file} in the data folder.`
            : (problem ??
              (saved.state === 'taken' && saved.id === id
                ? `There is a file ${file} already: replace it, or choose another name.`
                : saved.state === 'saved' && saved.id === id
                  ? 'Changed since it was saved.'
                  : inTeam
                    ? ofAll
                    : `It becomes kinds/${file} in the data folder.`))}
        </p>
      </div>
      {saved.state === 'refused' && (
        <ul role="alert" className="text-bad text-small">
          {saved.reasons.map((reason) => (
            <li key={reason} className="[overflow-wrap:anywhere]">
              {reason}
            </li>
          ))}
        </ul>
      )}
      <details className="rounded-lg bg-raised ring-1 ring-line ring-inset">
        <summary className="flex h-8 items-center px-3.5 text-ink-2 text-small hover:text-ink">
          The file’s text
        </summary>
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so that the keyboard must reach it
          tabIndex={0}
          aria-label={`Text of ${file}`}
          className="selectable max-h-72 overflow-auto border-line border-t px-3.5 py-2.5 pane-focus"
        >
          <pre className="font-mono text-[11.5px] leading-5">
            <JsonText text={text} inks="full" />
          </pre>
        </section>
        <div className="flex flex-wrap items-center gap-2 border-line border-t px-3.5 py-2">
          <CopyButton text={text} label="Copy the file’s text" className="h-7 px-1 text-ink-2 text-small">
            Copy
          </CopyButton>
          <Button size="small" variant="quiet" onClick={() => saveText(file, text)}>
            <Download aria-hidden="true" size={13} />
            Download {file}
          </Button>
        </div>
      </details>
      {saved.state === 'saved' && (
        <EarlierRuns
          key={`${saved.id} ${saved.times}`}
          run={run}
          kind={saved.id}
          label={draft.label.trim()}
        />
      )}
    </section>
  )
}
