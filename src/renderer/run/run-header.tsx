// The run's name, where it comes from, and what can be done with it.

import { Ellipsis, X } from 'lucide-react'
import type { ReactElement } from 'react'
import type { RunSummary } from '../../core/run.ts'
import { useDesk, useKind, useNow } from '../app/desk-context.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Inert } from '../ui/inert.tsx'
import { KindIcon } from '../ui/kind-icon.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { dayTime, fullTime } from '../ui/times.ts'
import { runActs } from './run-acts.ts'

type Props = { readonly run: RunSummary }

/** The page's header. */
export function RunHeader({ run }: Props): ReactElement {
  const kind = useKind(run.kind)
  return (
    <header className="flex shrink-0 items-start gap-3 px-5 pt-4 pb-3.5">
      <span className="flex size-9 shrink-0 items-center justify-center rounded-md bg-hover text-ink-2">
        <KindIcon name={kind?.icon ?? ''} size={18} />
      </span>
      <div className="min-w-0 flex-1">
        <h2
          className="selectable truncate font-semibold text-large leading-5 tracking-[-0.005em]"
          title={run.title}
        >
          <Inert text={run.title} />
        </h2>
        <p className="truncate text-ink-3 text-small leading-5">
          {kind?.label ?? run.kind}
          <Dot />
          <Inert text={run.server} />
          <Dot />
          <Added run={run} />
          {run.againOf !== null && <Origin id={run.againOf} />}
        </p>
      </div>
      <Acts run={run} />
    </header>
  )
}

function Dot(): ReactElement {
  return <span className="mx-1.5">·</span>
}

function Added({ run }: Props): ReactElement {
  const now = useNow()
  return (
    <span title={fullTime(run.createdAt)}>
      #{run.id}, added {dayTime(run.createdAt, now)}
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

function Acts({ run }: Props): ReactElement {
  const { actions } = useDesk()
  const acts = runActs(run)
  return (
    <div className="flex shrink-0 items-center gap-1.5">
      {acts.retry && (
        <Button look="primary" onClick={() => actions.retry(run.id)}>
          Retry now
        </Button>
      )}
      {acts.startAgain && <Button onClick={() => actions.ask('start-again', run.id)}>Start again…</Button>}
      {acts.stop !== null && (
        <Button onClick={() => actions.stop(run.id)}>
          {acts.stop === 'stop' ? 'Stop watching' : 'Cancel…'}
        </Button>
      )}
      <Menu
        trigger={
          <IconButton label="More">
            <Ellipsis aria-hidden="true" size={16} />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => navigator.clipboard.writeText(run.title)}>Copy the title</MenuItem>
        <MenuItem danger onSelect={() => actions.ask('remove', run.id)}>
          Remove this run…
        </MenuItem>
      </Menu>
      <IconButton label="Close" keys="Esc" onClick={actions.close} className="-mr-1.5">
        <X aria-hidden="true" size={16} />
      </IconButton>
    </div>
  )
}
