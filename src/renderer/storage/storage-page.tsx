// The storage page: the size of the log and of its parts, retention, backups, and the integrity check.

import type { ReactElement } from 'react'
import type { Sizes } from '../../core/storage/storage.ts'
import { useLive } from '../desk/desk-context.ts'
import { KindIcon } from '../ui/kind-icon.tsx'
import { PageScroller } from '../ui/page.tsx'
import { Section } from '../ui/section.tsx'
import { BackupPart } from './backup-part.tsx'
import { CheckPart } from './check-part.tsx'
import { Growth } from './growth.tsx'
import { History } from './history.tsx'
import { LogSize } from './log-size.tsx'
import { RulesPart } from './rules-part.tsx'
import { RunShares } from './run-shares.tsx'
import { Shares } from './shares.tsx'
import { useSizes, useStorageStatus } from './use-storage.ts'

/** The page. */
export function StoragePage(): ReactElement {
  const status = useStorageStatus()
  const { value: sizes, problem } = useSizes(status)
  const inTeam = useLive((state) => state.info?.capabilities.team === true)
  return (
    <PageScroller title="Storage" className="@container/storage">
      <div className="mx-auto flex max-w-5xl flex-col gap-8 px-6 py-6">
        {problem !== null && (
          <p role="alert" className="text-bad">
            {problem}
          </p>
        )}
        {sizes === null ? (
          <p className="min-h-20 text-ink-3">{problem === null ? 'Weighing the log…' : ''}</p>
        ) : (
          <Overview sizes={sizes} />
        )}
        <RulesPart status={status} />
        <History status={status} />
        {inTeam ? (
          <Section title="Backup and integrity">
            <p className="text-ink-2 text-small">
              The log is in a database: it is backed up, restored and checked where that is kept, by its own
              means.
            </p>
          </Section>
        ) : (
          <div className="grid gap-8 @min-[720px]/storage:grid-cols-[3fr_2fr]">
            <BackupPart status={status} />
            <CheckPart status={status} />
          </div>
        )}
      </div>
    </PageScroller>
  )
}

function Overview({ sizes }: { readonly sizes: Sizes }): ReactElement {
  const kinds = useLive((state) => ({ list: state.kinds })).list
  const kindOf = (id: string) => kinds.find((kind) => kind.id === id)
  return (
    <>
      <LogSize sizes={sizes} />
      <div className="grid gap-8 @min-[720px]/storage:grid-cols-3">
        <Shares
          title="By kind"
          shares={sizes.kinds.map(({ kind, ...share }) => ({
            ...share,
            name: kindOf(kind)?.label ?? kind,
            sign: <KindIcon name={kindOf(kind)?.icon ?? ''} size={13} />,
          }))}
        />
        <Shares
          title="By server"
          shares={sizes.servers.map(({ server, ...share }) => ({ ...share, name: server }))}
        />
        <Shares
          title="By month"
          shares={sizes.months.map(({ month, ...share }) => ({ ...share, name: formatMonth(month) }))}
        />
      </div>
      <div className="grid gap-8 @min-[720px]/storage:grid-cols-2">
        <Growth days={sizes.days} />
        <Section title="Biggest runs" note="their share of the log, index included">
          {sizes.biggest.length === 0 ? (
            <p className="text-ink-3 text-small">Nothing is stored yet.</p>
          ) : (
            <div className="-mx-2">
              <RunShares label="Biggest runs" runs={sizes.biggest.slice(0, 8)} />
            </div>
          )}
        </Section>
      </div>
    </>
  )
}

/** `2026-01` as `January 2026`. */
function formatMonth(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(year, number - 1, 1).toLocaleString('en-GB', { month: 'long', year: 'numeric' })
}
