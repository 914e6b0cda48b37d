// The preferences: theme, density and clock drawn from their list, and the zone, of which there are hundreds.

import type { ReactElement } from 'react'
import { useDesk, useNow, usePreferences } from '../desk/desk-context.ts'
import { type PreferenceName, preferenceLines } from '../desk/preference-choices.ts'
import { formatFullTime } from '../ui/format-time.ts'
import { PageCard, PageLine } from '../ui/page.tsx'
import { Segments } from '../ui/segments.tsx'
import { useTimeStyle } from '../ui/time-style.ts'
import { ZoneChoice } from '../ui/zone-choice.tsx'

/** Theme and density. */
export function Appearance(): ReactElement {
  return (
    <PageCard>
      <Preference name="theme" />
      <Preference name="density" help="Rows of 32 px, or of 48 px" />
    </PageCard>
  )
}

/** Clock and zone, with the present time as they make it. */
export function TimeSettings(): ReactElement {
  const { actions } = useDesk()
  const { zone } = usePreferences()
  return (
    <PageCard>
      <Preference name="clock" />
      <PageLine label="Time zone" help="Times are shown and entered in it">
        <ZoneChoice zone={zone} onChoose={(one) => void actions.setPreferences({ zone: one })} />
      </PageLine>
      <PageLine label="Now">
        <Now />
      </PageLine>
    </PageCard>
  )
}

function Preference({ name, help }: { readonly name: PreferenceName; readonly help?: string }): ReactElement {
  const { actions } = useDesk()
  const preferences = usePreferences()
  const line = preferenceLines.find((one) => one.name === name)
  if (line === undefined) throw new Error(`There is no preference ${name}.`)
  return (
    <PageLine label={line.label} help={help}>
      <Segments
        label={line.label}
        segments={line.choices.map(({ words, change }) => ({
          words,
          chosen: change[name] === preferences[name],
          choose: () => void actions.setPreferences(change),
        }))}
      />
    </PageLine>
  )
}

function Now(): ReactElement {
  useTimeStyle()
  const now = useNow()
  // Whole seconds: what changes faster cannot be read.
  return <p className="text-ink-2 tabular-nums">{formatFullTime(now).replace(/\.\d{3}/, '')}</p>
}
