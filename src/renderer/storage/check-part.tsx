// The integrity check of the log: a button, and the result in words.

import { CircleCheck, TriangleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import type { StorageStatus } from '../../core/storage/storage.ts'
import { useNow } from '../desk/desk-context.ts'
import { Button } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { formatDayTime } from '../ui/format-time.ts'
import { Section } from '../ui/section.tsx'
import { Time } from '../ui/time.tsx'
import { TaskLines } from './task-line.tsx'
import { useStorageActions } from './use-storage.ts'

function Checked({ at }: { readonly at: number }): ReactElement {
  const now = useNow()
  return (
    <>
      checked <Time at={at} shown={(one) => formatDayTime(one, now)} />
    </>
  )
}

/** The section about the check. */
export function CheckPart({ status }: { readonly status: StorageStatus | null }): ReactElement {
  const actions = useStorageActions()
  const check = status?.check ?? null
  const busy = status?.tasks.some(({ type }) => type === 'check') === true
  return (
    <Section title="Integrity" note={check === null ? null : <Checked at={check.at} />}>
      <div className="flex flex-col gap-3 rounded-lg bg-raised p-4 ring-1 ring-line ring-inset">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <Button disabled={busy} onClick={() => void actions.check()}>
            Check the log
          </Button>
          <span className="text-ink-3 text-small">Reads every page; nothing is changed.</span>
        </div>
        <TaskLines status={status} types={['check']} />
        {check !== null && !busy && (
          <ul aria-label="What the check found" className="selectable flex flex-col gap-1">
            {check.findings.map(({ ok, text }) => {
              const Icon = ok ? CircleCheck : TriangleAlert
              return (
                <li key={text} className={cx('flex gap-2 text-small', ok ? 'text-ink-2' : 'text-bad')}>
                  <Icon aria-hidden="true" size={14} className={cx('mt-px shrink-0', ok && 'text-ok')} />
                  <span className="min-w-0 [overflow-wrap:anywhere]">{text}</span>
                </li>
              )
            })}
          </ul>
        )}
      </div>
    </Section>
  )
}
