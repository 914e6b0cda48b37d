// Retention: the rules as fields, their preview, saving and applying them.

import { Plus } from 'lucide-react'
import { type ReactElement, useEffect, useState } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import type { StorageStatus } from '../../core/storage/storage.ts'
import { useDesk, useLive, useMinute } from '../desk/desk-context.ts'
import { useWhyNot } from '../desk/may.ts'
import { errorMessage } from '../store/client.ts'
import { Button } from '../ui/button.tsx'
import { formatDayTime } from '../ui/format-time.ts'
import { OffSet } from '../ui/off-set.tsx'
import { Section } from '../ui/section.tsx'
import { Time } from '../ui/time.tsx'
import { PreviewLines, usePreview } from './preview.tsx'
import { addDraft, draftOf, rulesOf, sameRules } from './rule-draft.ts'
import { RuleRow, ruleColumns } from './rule-row.tsx'
import { TaskLines } from './task-line.tsx'
import { useStorageActions } from './use-storage.ts'

/** The section about retention. */
export function RulesPart({ status }: { readonly status: StorageStatus | null }): ReactElement {
  const { client, live, notices } = useDesk()
  const actions = useStorageActions()
  const saved = useLive((state) => ({ rules: state.settings.retention })).rules
  const kinds = useLive((state) => ({ list: state.kinds })).list
  const [drafts, setDrafts] = useState(() => draftOf(saved))
  const rules = rulesOf(drafts)
  const changed = rules !== null && !sameRules(rules, saved)
  const off = useWhyNot('admin', 'team')
  const preview = usePreview(rules ?? saved, `${status?.removal?.id}`, off === null)
  const busy = status?.tasks.some(({ type }) => type === 'remove') === true

  // Another window may save rules; what is typed here is kept.
  useEffect(() => {
    setDrafts((now) => {
      const typed = rulesOf(now)
      return typed === null || typed.length > 0 || saved.length === 0 ? now : draftOf(saved)
    })
  }, [saved])

  const save = async () => {
    if (rules === null) return
    try {
      live.setState({ settings: await client.call('settings.set', { retention: [...rules] }) })
      setDrafts(draftOf(rules))
    } catch (thrown) {
      notices.show(errorMessage(thrown), 'bad')
    }
  }

  return (
    <Section title="Retention" note="Pinned and live runs are never removed and do not count">
      <OffSet why={off}>
        <div className="flex flex-col gap-3 rounded-lg bg-raised p-4 ring-1 ring-line ring-inset">
          {drafts.length === 0 ? (
            <p className="text-ink-2">
              Everything is kept. A rule says how long, how many and how much instead.
            </p>
          ) : (
            <div className="overflow-x-auto">
              <div className={`${ruleColumns} mb-1.5 text-ink-3 text-tiny`}>
                <span>Runs of</span>
                <span>kept for</span>
                <span>at most</span>
                <span>and together</span>
              </div>
              <ul className="flex flex-col gap-1.5">
                {drafts.map((draft) => (
                  <RuleRow
                    key={draft.key}
                    draft={draft}
                    drafts={drafts}
                    onChange={(next) => setDrafts(drafts.map((one) => (one.key === next.key ? next : one)))}
                    onRemove={() => setDrafts(drafts.filter(({ key }) => key !== draft.key))}
                  />
                ))}
              </ul>
            </div>
          )}
          <div>
            <Button
              variant="quiet"
              size="small"
              className="-ml-2"
              onClick={() =>
                setDrafts(
                  addDraft(
                    drafts,
                    kinds.map(({ id }) => id),
                  ),
                )
              }
            >
              <Plus aria-hidden="true" size={13} />
              Add a rule
            </Button>
          </div>
          {(drafts.length > 0 || saved.length > 0) && (
            <div className="flex flex-col gap-3 border-line border-t pt-3">
              {off === null && <PreviewLines preview={preview} />}
              <div className="flex flex-wrap items-center gap-2">
                {changed && (
                  <>
                    <Button variant="primary" onClick={() => void save()}>
                      Save the rules
                    </Button>
                    <Button onClick={() => setDrafts(draftOf(saved))}>Back to what is saved</Button>
                  </>
                )}
                {!changed && saved.length > 0 && preview !== null && preview.runs > 0 && (
                  <Button variant="danger" disabled={busy} onClick={() => void actions.prune()}>
                    Remove {formatCount(preview.runs, 'run')} now
                  </Button>
                )}
                <span className="text-ink-3 text-small">
                  {status !== null && (
                    <Applied changed={changed} isAny={saved.length > 0} upkeep={status.upkeep} />
                  )}
                </span>
              </div>
            </div>
          )}
          <TaskLines status={status} types={['remove', 'free']} />
        </div>
      </OffSet>
    </Section>
  )
}

type AppliedProps = {
  readonly changed: boolean
  readonly isAny: boolean
  /** Of a log that is shared: who applies the rules. */
  readonly upkeep: StorageStatus['upkeep'] | undefined
}

/** When the rules are applied, and by whom. */
function Applied({ changed, isAny, upkeep }: AppliedProps): ReactElement | null {
  const now = useMinute()
  if (upkeep === undefined) {
    if (changed) return <>Saved rules are applied when Runlight starts and once an hour, without asking.</>
    return isAny ? <>Applied when Runlight starts and once an hour.</> : null
  }
  if (changed) return <>Saved rules hold for the whole team and are applied once an hour, without asking.</>
  if (!isAny) return null
  const { collector, doneAt } = upkeep
  return (
    <>
      {collector === null
        ? 'No collector is there that would apply them'
        : `Collector ${collector} applies them once an hour`}
      {doneAt === null ? (
        '.'
      ) : (
        <>
          ; last <Time at={doneAt} shown={(at) => formatDayTime(at, now)} />.
        </>
      )}
    </>
  )
}
