// One field of a group: its name is a button with what it can be, and its values, where they are few and short, are buttons
// that say what the events with that value are.

import { ChevronDown } from 'lucide-react'
import type { ReactElement } from 'react'
import { Menu, MenuGroup, MenuItem } from '../ui/menu.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import type { Draft } from './model/draft.ts'
import { type FieldSeen, fieldName } from './model/fields.ts'
import { type Group, joined, queryValue } from './model/groups.ts'
import { canMean, withEvent, withMeaning } from './model/rules.ts'
import { eventMeanings, meaningGroups, saidAt } from './model/words.ts'
import type { ChangeDraft } from './use-draft.ts'

type Props = {
  readonly group: Group
  readonly field: FieldSeen
  readonly draft: Draft
  readonly onChange: ChangeDraft
}

/** UTF-16 units of a value that is a button. */
const longestValue = 32

export function FieldRow({ group, field, draft, onChange }: Props): ReactElement {
  const { path, each, count, type, samples } = field
  const { rules } = draft
  const pointed = { when: group.when, each, path }
  const name = fieldName(field)
  const said = saidAt(rules, pointed)
  const offered = meaningGroups
    .map(({ title, meanings }) => ({
      title,
      meanings: meanings.filter(({ meaning }) => canMean(rules, pointed, meaning)),
    }))
    .filter(({ meanings }) => meanings.length > 0)
  return (
    <li className="grid grid-cols-[minmax(0,auto)_minmax(0,1fr)_auto] items-center gap-x-2">
      <Menu
        align="start"
        trigger={
          <button
            type="button"
            aria-label={`${name}: say what it is`}
            className="flex h-7 min-w-0 max-w-44 items-center gap-1 rounded-sm px-1.5 text-left text-accent text-small hover:bg-hover data-[state=open]:bg-press"
          >
            <UntrustedText text={name} className="min-w-0 truncate font-mono text-[11.5px]" />
            <ChevronDown aria-hidden="true" size={12} className="shrink-0 text-ink-3" />
          </button>
        }
      >
        {offered.map(({ title, meanings }) => (
          <MenuGroup key={title} title={title}>
            {meanings.map(({ meaning, words }) => (
              <MenuItem
                key={meaning}
                onSelect={() =>
                  onChange((known) => ({ rules: withMeaning(known.rules, pointed, meaning, samples) }))
                }
              >
                {words}
              </MenuItem>
            ))}
          </MenuGroup>
        ))}
      </Menu>
      <span className="flex min-w-0 flex-wrap items-center gap-x-1 py-0.5 text-ink-2 text-small">
        {areValues(field) ? (
          samples.map((value) => (
            <ValueMenu key={value} group={group} field={field} value={value} onChange={onChange} />
          ))
        ) : (
          <span className="min-w-0 truncate text-ink-3">
            <UntrustedText
              text={samples
                .slice(0, type === 'number' ? 4 : 2)
                .join(', ')
                .slice(0, 160)}
            />
            {samples.length > 2 && ' …'}
          </span>
        )}
      </span>
      <span className="flex shrink-0 items-center gap-1.5 pr-1.5 text-ink-3 text-tiny tabular-nums">
        {said.map((words) => (
          <span key={words} className="rounded-sm bg-select px-1 text-accent">
            {words}
          </span>
        ))}
        {each === null && count < group.events && `in ${count.toLocaleString('en-US')}`}
      </span>
    </li>
  )
}

/** A field with few words tells the events apart that have it. */
function areValues({ type, samples, more, each, path }: FieldSeen): boolean {
  return (
    each === null &&
    path !== 'data' &&
    (type === 'text' || type === 'boolean') &&
    !more &&
    samples.length > 0 &&
    samples.every((value) => value.length <= longestValue && !/\s{2}|\n/.test(value))
  )
}

function ValueMenu({
  group,
  field,
  value,
  onChange,
}: Omit<Props, 'draft'> & { readonly value: string }): ReactElement {
  const when = joined(group.when, `${field.path}=${queryValue(value)}`)
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`${fieldName(field)} is ${value}: say what that is`}
          className="h-6 min-w-6 max-w-full truncate rounded-sm px-1.5 text-ink-2 ring-1 ring-line ring-inset hover:bg-hover hover:text-ink data-[state=open]:bg-press"
        >
          <UntrustedText text={value} />
        </button>
      }
    >
      {eventMeanings.map(({ meaning, words }) => (
        <MenuItem
          key={meaning}
          onSelect={() => onChange(({ rules }) => ({ rules: withEvent(rules, when, meaning) }))}
        >
          An event with this {words}
        </MenuItem>
      ))}
    </Menu>
  )
}
