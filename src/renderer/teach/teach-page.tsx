// The page that makes a kind of a recorded run: what came, what it means, and the run as it would be by that.

import { X } from 'lucide-react'
import { type ReactElement, type ReactNode, useDeferredValue, useMemo } from 'react'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk, useRun, useView } from '../desk/desk-context.ts'
import { hintOf } from '../desk/keys.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { GroupsPart } from './groups-part.tsx'
import { KindPart } from './kind-part.tsx'
import { previewOf, problemsOf } from './model/preview.ts'
import { PreviewPart } from './preview-part.tsx'
import { RulesPart } from './rules-part.tsx'
import { useDraft } from './use-draft.ts'
import { type Recording, useRecording } from './use-recording.ts'

/** The page; `teach` of the view store has the run. */
export function TeachPage(): ReactElement {
  const { actions } = useDesk()
  const id = useView((state) => state.teach)
  const run = useRun(id ?? 0)
  return (
    <section
      aria-label="Teach a kind"
      className="@container/teach flex h-full min-h-0 min-w-0 flex-col bg-surface"
    >
      <header className="flex h-12 shrink-0 items-center gap-3 border-line border-b pr-3 pl-5 @max-[400px]/teach:pl-3">
        <h2 className="shrink-0 font-semibold text-large">Teach a kind</h2>
        <p className="min-w-0 flex-1 truncate text-ink-3">
          {run !== undefined && (
            <>
              from <UntrustedText text={run.title} />
            </>
          )}
        </p>
        <IconButton
          label={run === undefined ? 'Back to the board' : 'Back to the run'}
          keys={hintOf('close')}
          onClick={actions.leaveTeach}
        >
          <X aria-hidden="true" size={16} />
        </IconButton>
      </header>
      {run === undefined ? (
        <p className="px-6 py-12 text-center text-ink-3">
          Open a run and choose Teach a kind in its menu: its events show what the kind has to read.
        </p>
      ) : (
        <Loading key={run.id} run={run} />
      )}
    </section>
  )
}

function Loading({ run }: { readonly run: RunSummary }): ReactElement {
  const loaded = useRecording(run)
  if (loaded.state === 'ready') return <Lesson run={run} recording={loaded.recording} />
  return (
    <p className="animate-late px-6 py-12 text-center text-ink-3">
      {loaded.state === 'failed'
        ? loaded.message
        : `Reading the run from the log… ${loaded.events.toLocaleString('en-US')} events`}
    </p>
  )
}

type Props = { readonly run: RunSummary; readonly recording: Recording }

function Lesson({ run, recording }: Props): ReactElement {
  const [draft, change] = useDraft(run.id, recording.request)
  const { rows, grouped, transitions } = recording
  const { onClose } = draft
  // A click is answered first; the run is folded anew after it.
  const rules = useDeferredValue(draft.rules)
  const preview = useMemo(
    () => previewOf({ taught: { rules, onClose }, rows, grouped, transitions }),
    [rules, onClose, rows, grouped, transitions],
  )
  const problems = useMemo(() => problemsOf(draft), [draft])
  return (
    <div className="min-h-0 flex-1 overflow-y-auto @min-[660px]/teach:grid @min-[660px]/teach:grid-cols-2 @min-[660px]/teach:overflow-hidden @min-[1080px]/teach:grid-cols-[minmax(0,5fr)_minmax(0,5fr)_minmax(0,6fr)]">
      {/* Two columns: what is taught, above each other, beside what comes of it. Three: all beside each other. */}
      <div className="min-h-0 min-w-0 border-line @min-[660px]/teach:overflow-y-auto @min-[660px]/teach:border-r @min-[1080px]/teach:contents">
        <Column>
          <GroupsPart run={run} recording={recording} draft={draft} preview={preview} onChange={change} />
        </Column>
        <Column>
          <RulesPart run={run.id} draft={draft} problems={problems} onChange={change} />
          <KindPart run={run} recording={recording} draft={draft} problems={problems} onChange={change} />
        </Column>
      </div>
      <PreviewPart run={run} recording={recording} draft={draft} preview={preview} />
    </div>
  )
}

/** It scrolls by itself where there is room for all three beside each other. */
function Column({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <div className="@container/column min-w-0 border-line @min-[1080px]/teach:overflow-y-auto @min-[1080px]/teach:border-r">
      <div className="flex flex-col gap-6 px-5 pt-3 pb-8 @max-[400px]/teach:px-3">{children}</div>
    </div>
  )
}
