// Long tasks on the log: what, how far, and a button to cancel; or the result of the last one.

import { CircleCheck, TriangleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import type { StorageStatus, TaskType } from '../../core/storage/storage.ts'
import { Button } from '../ui/button.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { useStorageActions } from './use-storage.ts'

type Props = { readonly status: StorageStatus | null; readonly types: readonly TaskType[] }

/**
 * The running tasks of `types`; where there is none, the result of the last. The live region stays while it is empty, for
 * screen readers, without taking room.
 */
export function TaskLines({ status, types }: Props): ReactElement | null {
  const actions = useStorageActions()
  if (status === null) return null
  const tasks = status.tasks.filter(({ type }) => types.includes(type))
  const outcomes = status.outcomes.filter(
    ({ type }) => types.includes(type) && !tasks.some((task) => task.type === type),
  )
  return (
    <div aria-live="polite" className="flex flex-col gap-1.5 empty:-mt-3">
      {tasks.map(({ type, sentence, done, total }) => (
        <div key={type} className="flex items-center gap-3 text-small">
          <span className="min-w-0 flex-1">
            <span className="mb-1 block truncate text-ink-2">
              <UntrustedText text={sentence} />
            </span>
            <Bar done={done} total={total} />
          </span>
          <Button size="small" onClick={() => actions.cancel(type)}>
            Cancel
          </Button>
        </div>
      ))}
      {outcomes.map(({ type, ok, sentence }) => (
        <p key={type} className={ok ? 'flex gap-2 text-ink-2 text-small' : 'flex gap-2 text-bad text-small'}>
          {ok ? (
            <CircleCheck aria-hidden="true" size={14} className="mt-px shrink-0 text-ok" />
          ) : (
            <TriangleAlert aria-hidden="true" size={14} className="mt-px shrink-0" />
          )}
          <span className="selectable min-w-0 [overflow-wrap:anywhere]">
            <UntrustedText text={sentence} />
          </span>
        </p>
      ))}
    </div>
  )
}

function Bar({ done, total }: { readonly done: number; readonly total: number | null }): ReactElement {
  const percent = total === null || total === 0 ? null : Math.min(100, (100 * done) / total)
  return (
    <span aria-hidden="true" className="block h-1 overflow-hidden rounded-full bg-press">
      {percent !== null && (
        <span
          className="block h-full rounded-full bg-accent transition-[width]"
          style={{ width: `${percent}%` }}
        />
      )}
    </span>
  )
}
