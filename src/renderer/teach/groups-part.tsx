// What came: the run's events by name, each with the fields of its data. A field, a value and an event itself are buttons
// with a menu of what they can be.

import { ChevronRight, Ellipsis } from 'lucide-react'
import { type ReactElement, useId, useState } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { cx } from '../ui/cx.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { Section } from '../ui/section.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { FieldRow } from './field-row.tsx'
import type { Draft } from './model/draft.ts'
import type { Group } from './model/groups.ts'
import type { Preview } from './model/preview.ts'
import { withEvent } from './model/rules.ts'
import { eventMeanings } from './model/words.ts'
import type { ChangeDraft } from './use-draft.ts'
import { extentOf, type Recording } from './use-recording.ts'

type Props = {
  readonly run: RunSummary
  readonly recording: Recording
  readonly draft: Draft
  readonly preview: Preview
  readonly onChange: ChangeDraft
}

/** Groups that are open at first. */
const openAtFirst = 4

export function GroupsPart({ run, recording, draft, preview, onChange }: Props): ReactElement {
  const { rows, grouped } = recording
  const { groups } = grouped
  const firstOpen = new Set(groups.filter(({ isPing }) => !isPing).slice(0, openAtFirst))
  return (
    <Section title="What came" note={extentOf(recording, run.events) ?? formatCount(rows.length, 'event')}>
      {groups.length === 0 && (
        <p className="py-4 text-ink-3">This run has no events: there is nothing to point at.</p>
      )}
      <ul className="flex flex-col gap-2">
        {groups.map((group) => (
          <GroupView
            key={`${group.name} ${group.sort?.value ?? ''}`}
            group={group}
            isOpenAtFirst={firstOpen.has(group)}
            unread={preview.unread.find((one) => one.group === group)?.events ?? 0}
            draft={draft}
            onChange={onChange}
          />
        ))}
      </ul>
    </Section>
  )
}

type GroupProps = {
  readonly group: Group
  readonly isOpenAtFirst: boolean
  readonly unread: number
  readonly draft: Draft
  readonly onChange: ChangeDraft
}

function GroupView({ group, isOpenAtFirst, unread, draft, onChange }: GroupProps): ReactElement {
  const [isOpen, setIsOpen] = useState(isOpenAtFirst)
  const id = useId()
  const { name, sort, events, isPing, fields, when } = group
  const words = sort === null ? name : `${name} ${sort.value}`
  return (
    <li className="rounded-lg bg-raised ring-1 ring-line ring-inset">
      <div className="flex items-center gap-1 pr-1.5">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setIsOpen(!isOpen)}
          className="flex h-9 min-w-0 flex-1 items-center gap-2 rounded-lg pl-2.5 text-left hover:text-ink"
        >
          <ChevronRight
            aria-hidden="true"
            size={13}
            className={cx('shrink-0 text-ink-3 transition-transform', isOpen && 'rotate-90')}
          />
          <span className="min-w-0 truncate font-mono text-small">
            <UntrustedText text={name} className={sort === null ? 'text-ink' : 'text-ink-3'} />
            {sort !== null && (
              <>
                {' '}
                <UntrustedText text={sort.value} className="text-ink" />
              </>
            )}
          </span>
          <span className="ml-auto shrink-0 text-ink-3 text-small tabular-nums">
            {events.toLocaleString('en-US')}
          </span>
          <ReadMark events={events} unread={unread} isPing={isPing} />
        </button>
        <Menu
          trigger={
            <IconButton label={`Say what ${words} is`}>
              <Ellipsis aria-hidden="true" size={15} />
            </IconButton>
          }
        >
          {eventMeanings.map(({ meaning, words: said }) => (
            <MenuItem
              key={meaning}
              onSelect={() => onChange(({ rules }) => ({ rules: withEvent(rules, when, meaning) }))}
            >
              This event {said}
            </MenuItem>
          ))}
        </Menu>
      </div>
      <ul id={id} hidden={!isOpen} className="border-line border-t px-1.5 py-1">
        {fields.map((field) => (
          <FieldRow
            key={`${field.each ?? ''} ${field.path}`}
            group={group}
            field={field}
            draft={draft}
            onChange={onChange}
          />
        ))}
        {fields.length === 0 && <li className="px-1.5 py-1 text-ink-3 text-small">Its data is empty.</li>}
      </ul>
    </li>
  )
}

/** Whether the events of a group are read by now. */
function ReadMark({
  events,
  unread,
  isPing,
}: {
  readonly events: number
  readonly unread: number
  readonly isPing: boolean
}): ReactElement {
  const [ink, words] = isPing
    ? ['text-ink-3', 'sign of life']
    : unread === 0
      ? ['text-ok', 'read']
      : unread === events
        ? ['text-ink-3', 'not read']
        : ['text-warn', `${unread.toLocaleString('en-US')} not read`]
  return <span className={cx('min-w-16 shrink-0 text-right text-tiny', ink)}>{words}</span>
}
