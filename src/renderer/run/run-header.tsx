// The header of a run, one line: its title, where it comes from, and its actions. What does not fit into a narrow page
// stands in the menu.

import { ArrowLeft, Maximize2, Minimize2, X } from 'lucide-react'
import type { ReactElement } from 'react'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk, useKind, useNow, useView } from '../desk/desk-context.ts'
import { hintOf } from '../desk/keys.ts'
import { useWhyNot } from '../desk/may.ts'
import { runActions } from '../desk/run-actions.ts'
import { EditServer } from '../marks/edit-server.tsx'
import { MarkButtons, PinButton, SeenButton } from '../marks/mark-buttons.tsx'
import { RunMarks } from '../marks/run-marks.tsx'
import { RunTitle } from '../marks/run-title.tsx'
import { ImportedLine } from '../transcripts/imported-badge.tsx'
import { Button } from '../ui/button.tsx'
import { formatDayTime } from '../ui/format-time.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { KindIcon } from '../ui/kind-icon.tsx'
import { Time } from '../ui/time.tsx'
import { tipText } from '../ui/tip.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { RunMenu } from './run-menu.tsx'
import { recordingEnds, stopLabels } from './stop-words.ts'

type Props = { readonly run: RunSummary }

/** The page's header. */
export function RunHeader({ run }: Props): ReactElement {
  const kind = useKind(run.kind)
  const label = kind?.label ?? run.kind
  return (
    <header className="shrink-0 px-5 @max-[400px]/page:px-3">
      <div className="flex min-h-11 items-center gap-2.5">
        <BackToList />
        <span title={label} className="flex shrink-0 items-center text-ink-3">
          <KindIcon name={kind?.icon ?? ''} size={17} />
        </span>
        {/* The title gives way last. */}
        <div className="max-w-full min-w-0 shrink">
          <RunTitle run={run} />
        </div>
        {/* What has no room is left out as a whole: it would wrap below the one line that is seen. */}
        <p className="flex h-6 min-w-0 flex-1 basis-0 flex-wrap overflow-hidden text-ink-3 text-small leading-6 @max-[460px]/page:hidden">
          <span className="h-6 w-0" />
          <span className="whitespace-nowrap">{label}</span>
          <span className="whitespace-nowrap">
            <Dot />
            <UntrustedText text={run.server} />
          </span>
          <Added run={run} />
          {run.againOf !== null && <Origin id={run.againOf} />}
        </p>
        <RunButtons run={run} />
      </div>
      <ImportedLine run={run} />
      <RunMarks run={run} />
    </header>
  )
}

/** The way back where the run has taken the list's place. */
function BackToList(): ReactElement {
  const { actions } = useDesk()
  return (
    <IconButton
      label="Back to the list"
      keys={hintOf('close')}
      onClick={actions.close}
      className="-ml-2 hidden! group-data-[alone=narrow]/split:inline-flex!"
    >
      <ArrowLeft aria-hidden="true" size={16} />
    </IconButton>
  )
}

function Dot(): ReactElement {
  return <span className="mx-1.5">·</span>
}

function Added({ run }: Props): ReactElement {
  const now = useNow()
  return (
    <span className="whitespace-nowrap">
      <Dot />#{run.id}, added{' '}
      <Time at={run.createdAt} shown={(at) => formatDayTime(at, now)} focusable={true} />
    </span>
  )
}

function Origin({ id }: { readonly id: number }): ReactElement {
  const { actions } = useDesk()
  return (
    <span>
      <Dot />
      <button
        type="button"
        onClick={() => actions.open(id)}
        className="hit rounded-sm underline decoration-edge underline-offset-2 hover:text-ink"
      >
        started again from #{id}
      </button>
    </span>
  )
}

/** In a narrow page these stand in the menu alone. */
const unlessNarrow = 'hidden @min-[700px]/page:contents'

function RunButtons({ run }: Props): ReactElement {
  const { actions } = useDesk()
  const offered = runActions(run)
  const off = useWhyNot('operator', run)
  return (
    <div className="ml-auto flex shrink-0 items-center gap-1">
      <span className="contents @max-[400px]/page:hidden">
        <SeenButton run={run} />
        {offered.edit !== null && <EditServer run={run} edit={offered.edit} />}
        {offered.retry && (
          <Button
            variant={offered.edit === null ? 'primary' : 'plain'}
            off={off}
            onClick={() => actions.retry(run.id)}
          >
            Retry now
          </Button>
        )}
        {offered.startAgain && (
          <Button off={off} onClick={() => actions.confirm('start-again', run.id)}>
            Start again…
          </Button>
        )}
        {offered.stop !== null && (
          <Button
            {...(offered.stop === 'record'
              ? { [tipText]: recordingEnds, 'aria-description': recordingEnds }
              : {})}
            off={off}
            onClick={() => actions.stop(run.id)}
          >
            {stopLabels[offered.stop]}
          </Button>
        )}
      </span>
      {/* A pin that is set is seen at every width. */}
      <span className={run.marks.pinned ? 'contents' : unlessNarrow}>
        <PinButton run={run} />
      </span>
      <span className={unlessNarrow}>
        <MarkButtons run={run} />
      </span>
      <Maximise />
      <RunMenu run={run} />
      <IconButton
        label="Close"
        keys={hintOf('close')}
        onClick={actions.close}
        className="-mr-1.5 group-data-[alone=narrow]/split:hidden"
      >
        <X aria-hidden="true" size={16} />
      </IconButton>
    </div>
  )
}

function Maximise(): ReactElement {
  const { actions } = useDesk()
  const maximised = useView((state) => state.maximised)
  return (
    <IconButton
      label={maximised ? 'Show the list again' : 'Whole width'}
      keys={hintOf('maximise')}
      pressed={maximised}
      onClick={actions.toggleMaximised}
      className="group-data-[alone=narrow]/split:hidden"
    >
      {maximised ? <Minimize2 aria-hidden="true" size={14} /> : <Maximize2 aria-hidden="true" size={14} />}
    </IconButton>
  )
}
