// The menu of a run: everything that can be done with it and has no button of its own, or had no room for one.

import { Ellipsis } from 'lucide-react'
import type { ReactElement } from 'react'
import { asksPerson } from '../../core/run/marks.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk, useView } from '../desk/desk-context.ts'
import { hintOf } from '../desk/keys.ts'
import { placeShown } from '../desk/links.ts'
import { useWhyNot } from '../desk/may.ts'
import { runActions } from '../desk/run-actions.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { recordingEnds, stopLabels } from './stop-words.ts'

/** The button with the menu. */
export function RunMenu({ run }: { readonly run: RunSummary }): ReactElement {
  const { actions } = useDesk()
  const { againOf } = run
  const linked = useView(placeShown)
  const offered = runActions(run)
  const why = useWhyNot('operator', run)
  const off = { off: why !== null }
  const whyOfTeam = useWhyNot('operator', 'team')
  const ofTeam = { off: whyOfTeam !== null }
  return (
    <Menu
      trigger={
        <IconButton label="More">
          <Ellipsis aria-hidden="true" size={16} />
        </IconButton>
      }
    >
      {why !== null && <Why words={why} />}
      {offered.retry && (
        <MenuItem keys={hintOf('retry')} {...off} onSelect={() => actions.retry(run.id)}>
          Retry now
        </MenuItem>
      )}
      {offered.startAgain && (
        <MenuItem {...off} onSelect={() => actions.confirm('start-again', run.id)}>
          Start again…
        </MenuItem>
      )}
      {offered.stop !== null && (
        <MenuItem
          keys={hintOf('stop')}
          {...(offered.stop === 'record' ? { under: recordingEnds } : {})}
          {...off}
          onSelect={() => actions.stop(run.id)}
        >
          {stopLabels[offered.stop]}
        </MenuItem>
      )}
      {asksPerson(run) && (
        <MenuItem keys={hintOf('acknowledge')} {...off} onSelect={() => actions.acknowledge(run.id)}>
          {run.marks.acknowledgedAt === null ? 'Seen' : 'Not seen after all'}
        </MenuItem>
      )}
      <MenuItem keys={hintOf('pin')} {...off} onSelect={() => actions.pin(run.id)}>
        {run.marks.pinned ? 'Unpin' : 'Pin'}
      </MenuItem>
      <MenuItem keys={hintOf('edit-tags')} {...off} onSelect={() => actions.edit(run.id, 'tags')}>
        Tags
      </MenuItem>
      <MenuItem keys={hintOf('edit-note')} {...off} onSelect={() => actions.edit(run.id, 'note')}>
        Note
      </MenuItem>
      <MenuItem keys={hintOf('edit-title')} {...off} onSelect={() => actions.edit(run.id, 'title')}>
        Rename
      </MenuItem>
      <MenuItem onSelect={() => navigator.clipboard.writeText(run.title)}>Copy the title</MenuItem>
      <MenuItem
        {...(linked?.type === 'run' ? { keys: hintOf('copy-link') } : {})}
        onSelect={() => void actions.copyLink({ type: 'run', run: run.id })}
      >
        Copy a link to this run
      </MenuItem>
      {linked !== null && linked.type !== 'run' && (
        <MenuItem keys={hintOf('copy-link')} onSelect={() => void actions.copyLink(linked)}>
          {linked.type === 'event' ? 'Copy a link to this event' : 'Copy a link to this moment'}
        </MenuItem>
      )}
      <MenuItem {...off} onSelect={() => actions.openDialog({ type: 'add-run', like: run.id })}>
        Add a run like this…
      </MenuItem>
      {run.imported === null && (
        <>
          {why === null && whyOfTeam !== null && <Why words={whyOfTeam} />}
          <MenuItem {...ofTeam} onSelect={() => actions.alertMe(run.id, 'run')}>
            Alert me about this run…
          </MenuItem>
          <MenuItem {...ofTeam} onSelect={() => actions.alertMe(run.id, 'like')}>
            Alert me about runs like this…
          </MenuItem>
        </>
      )}
      {againOf !== null && (
        <MenuItem onSelect={() => actions.open(againOf)}>
          Open #{againOf}, from which it was started again
        </MenuItem>
      )}
      {run.events > 0 && (
        <MenuItem keys={hintOf('compare')} onSelect={() => actions.compare(run.id, null)}>
          Compare…
        </MenuItem>
      )}
      {run.events > 0 && (
        <MenuItem onSelect={() => actions.teach(run.id)}>Teach a kind from this run…</MenuItem>
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
      <MenuItem danger {...off} onSelect={() => actions.confirm('remove', run.id)}>
        Remove this run…
      </MenuItem>
    </Menu>
  )
}

/** Why the items below it are off. */
function Why({ words }: { readonly words: string }): ReactElement {
  return <p className="max-w-64 px-2 pt-1.5 pb-1 text-ink-3 text-tiny">{words}</p>
}
