// The header of a run: its title, where it comes from, and its actions.

import { Ellipsis, X } from 'lucide-react'
import type { ReactElement } from 'react'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk, useKind, useNow } from '../desk/desk-context.ts'
import { hintOf } from '../desk/keys.ts'
import { runActions } from '../desk/run-actions.ts'
import { MarkButtons, SeenButton } from '../marks/mark-buttons.tsx'
import { RunMarks } from '../marks/run-marks.tsx'
import { RunTitle } from '../marks/run-title.tsx'
import { ImportedLine } from '../transcripts/imported-badge.tsx'
import { Button } from '../ui/button.tsx'
import { formatDayTime, formatFullTime } from '../ui/format-time.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { KindIcon } from '../ui/kind-icon.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

type Props = { readonly run: RunSummary }

/** The page's header. */
export function RunHeader({ run }: Props): ReactElement {
  const kind = useKind(run.kind)
  return (
    <header className="shrink-0 px-5 pt-4 pb-3.5">
      <div className="flex items-start gap-3">
        <span className="flex size-9 shrink-0 items-center justify-center rounded-md bg-hover text-ink-2">
          <KindIcon name={kind?.icon ?? ''} size={18} />
        </span>
        <div className="min-w-0 flex-1">
          <RunTitle run={run} />
          <p className="truncate text-ink-3 text-small leading-5">
            {kind?.label ?? run.kind}
            <Dot />
            <UntrustedText text={run.server} />
            <Dot />
            <Added run={run} />
            {run.againOf !== null && <Origin id={run.againOf} />}
          </p>
          <ImportedLine run={run} />
        </div>
        <RunButtons run={run} />
      </div>
      <div className="pl-12">
        <RunMarks run={run} />
      </div>
    </header>
  )
}

function Dot(): ReactElement {
  return <span className="mx-1.5">·</span>
}

function Added({ run }: Props): ReactElement {
  const now = useNow()
  return (
    <span title={formatFullTime(run.createdAt)}>
      #{run.id}, added {formatDayTime(run.createdAt, now)}
    </span>
  )
}

function Origin({ id }: { readonly id: number }): ReactElement {
  const { actions } = useDesk()
  return (
    <>
      <Dot />
      <button
        type="button"
        onClick={() => actions.open(id)}
        className="rounded-sm underline decoration-edge underline-offset-2 hover:text-ink"
      >
        started again from #{id}
      </button>
    </>
  )
}

function RunButtons({ run }: Props): ReactElement {
  const { actions } = useDesk()
  const offered = runActions(run)
  return (
    <div className="flex shrink-0 items-center gap-1.5">
      <SeenButton run={run} />
      {offered.retry && (
        <Button variant="primary" onClick={() => actions.retry(run.id)}>
          Retry now
        </Button>
      )}
      {offered.startAgain && (
        <Button onClick={() => actions.confirm('start-again', run.id)}>Start again…</Button>
      )}
      {offered.stop !== null && (
        <Button onClick={() => actions.stop(run.id)}>
          {offered.stop === 'stop' ? 'Stop watching' : 'Cancel…'}
        </Button>
      )}
      <MarkButtons run={run} />
      <Menu
        trigger={
          <IconButton label="More">
            <Ellipsis aria-hidden="true" size={16} />
          </IconButton>
        }
      >
        <MenuItem
          keys={hintOf('edit-title')}
          onSelect={() => requestAnimationFrame(() => actions.edit(run.id, 'title'))}
        >
          Rename
        </MenuItem>
        <MenuItem onSelect={() => navigator.clipboard.writeText(run.title)}>Copy the title</MenuItem>
        {run.events > 0 && (
          <MenuItem keys={hintOf('compare')} onSelect={() => actions.compare(run.id, null)}>
            Compare…
          </MenuItem>
        )}
        <MenuItem
          onSelect={() =>
            actions.openDialog({
              type: 'export',
              what: { type: 'run', run: run.id, ranges: null, query: '' },
            })
          }
        >
          Export…
        </MenuItem>
        <MenuItem danger onSelect={() => actions.confirm('remove', run.id)}>
          Remove this run…
        </MenuItem>
      </Menu>
      <IconButton label="Close" keys={hintOf('close')} onClick={actions.close} className="-mr-1.5">
        <X aria-hidden="true" size={16} />
      </IconButton>
    </div>
  )
}
