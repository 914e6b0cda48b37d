// Backups: making one, the list of them, and restoring one at the next start.

import { type ReactElement, useState } from 'react'
import { formatBytes } from '../../core/basics/quantities.ts'
import type { StorageStatus } from '../../core/storage/storage.ts'
import { useNow } from '../desk/desk-context.ts'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { formatDayTime } from '../ui/format-time.ts'
import { Section } from '../ui/section.tsx'
import { Time } from '../ui/time.tsx'
import { TaskLines } from './task-line.tsx'
import { useBackups, useStorageActions } from './use-storage.ts'

type Props = { readonly status: StorageStatus | null }

/** The section about backups. */
export function BackupPart({ status }: Props): ReactElement {
  const { value } = useBackups(status)
  const actions = useStorageActions()
  const busy = status?.tasks.some(({ type }) => type === 'backup' || type === 'restore') === true
  return (
    <Section title="Backup and restore">
      <div className="flex flex-col gap-3 rounded-lg bg-raised p-4 ring-1 ring-line ring-inset">
        <Staged status={status} />
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <Button disabled={busy} onClick={() => void actions.backUp()}>
            Back up now
          </Button>
          <span className="text-ink-3 text-small">
            One file with everything, made while Runlight goes on.
          </span>
        </div>
        {value !== null && value.files.length > 0 && (
          <ul aria-label="Backups" className="flex max-h-60 flex-col overflow-y-auto">
            {value.files.map((file) => (
              <Backup key={file.name} file={file} disabled={busy} />
            ))}
          </ul>
        )}
        <TaskLines status={status} types={['backup', 'restore']} />
        {value !== null && (
          <CopyButton text={value.folder} label="Copy the path of the backups" className="min-h-6 max-w-full">
            <span className="selectable truncate font-mono text-ink-3 text-tiny">{value.folder}</span>
          </CopyButton>
        )}
      </div>
    </Section>
  )
}

/** The staged restore, and where the log before an earlier restore is. */
function Staged({ status }: Props): ReactElement | null {
  const actions = useStorageActions()
  const now = useNow()
  if (status === null) return null
  const { staged, restored } = status
  return (
    <>
      {staged !== null && (
        <div className="flex items-center gap-3 rounded-md bg-warn/10 px-3 py-2 text-small">
          <p className="min-w-0 flex-1 text-warn [overflow-wrap:anywhere]">
            {nameOf(staged.file)} becomes the log when Runlight starts next. The present log is put aside then
            and not deleted.
          </p>
          <Button size="small" onClick={() => void actions.restore(null)}>
            Take it back
          </Button>
        </div>
      )}
      {restored !== null && (
        <p className="selectable text-ink-2 text-small [overflow-wrap:anywhere]">
          This log was restored from {nameOf(restored.file)},{' '}
          <Time at={restored.at} shown={(at) => formatDayTime(at, now)} />.
          {restored.aside !== null && ` The log before it lies at ${restored.aside}.`}
        </p>
      )}
    </>
  )
}

type File = { readonly name: string; readonly bytes: number; readonly at: number }

function Backup({ file, disabled }: { readonly file: File; readonly disabled: boolean }): ReactElement {
  const [asked, setAsked] = useState(false)
  const actions = useStorageActions()
  const now = useNow()
  return (
    <li className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-line border-t py-1 text-small first:border-t-0">
      <span className="selectable min-w-0 flex-1 truncate font-mono text-tiny" title={file.name}>
        {file.name.replace(/\.runlight\.db$/, '')}
      </span>
      <Time
        at={file.at}
        shown={(at) => formatDayTime(at, now)}
        className="min-w-20 text-right text-ink-3 tabular-nums"
      />
      <span className="w-14 text-right text-ink-2 tabular-nums">{formatBytes(file.bytes)}</span>
      {asked ? (
        <span className="flex basis-full items-center gap-1.5 pb-1">
          <Button
            size="small"
            variant="primary"
            disabled={disabled}
            onClick={() => {
              setAsked(false)
              void actions.restore(file.name)
            }}
          >
            Restore at the next start
          </Button>
          <Button size="small" onClick={() => setAsked(false)}>
            Not now
          </Button>
        </span>
      ) : (
        <Button size="small" variant="quiet" disabled={disabled} onClick={() => setAsked(true)}>
          Restore…
        </Button>
      )}
    </li>
  )
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}
