// Muting: alerts are noted, and nobody is told for a while. What is snoozed now, with its end and the way back.

import { BellOff } from 'lucide-react'
import { type ReactElement, useId, useState } from 'react'
import { isAsleep } from '../../core/alerts/asleep.ts'
import type { Snooze, Snoozed } from '../../core/alerts/snooze.ts'
import { useAlerts, useDesk, useLive, useMinute, useTimed } from '../desk/desk-context.ts'
import { useWhyNot, whyNotSnooze } from '../desk/may.ts'
import { Button } from '../ui/button.tsx'
import { formatDayTime } from '../ui/format-time.ts'
import { Input } from '../ui/input.tsx'
import { Popover } from '../ui/popover.tsx'
import { Time } from '../ui/time.tsx'
import { timeStyle } from '../ui/time-style.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { mutedTimes, nextAt } from './model/snooze-times.ts'
import { useRuleNames } from './use-rule-names.ts'

const all: Snoozed = { type: 'all' }

/** What holds now, the mute first. */
export function useSnoozes(): readonly Snooze[] {
  const snoozes = useAlerts((state) => state.snoozes)
  const over = useTimed((now) => snoozes.filter((one) => !isAsleep(one, now)).length)
  const held = over === 0 ? snoozes : snoozes.filter((one) => isAsleep(one, Date.now()))
  return held.toSorted((a, b) => Number(b.what.type === 'all') - Number(a.what.type === 'all'))
}

/** The button that mutes everything; nothing while it is. */
export function MuteButton(): ReactElement | null {
  const [open, setOpen] = useState(false)
  const isMuted = useSnoozes().some(({ what }) => what.type === 'all')
  const off = useWhyNot('operator', 'team')
  if (isMuted) return null
  if (off !== null)
    return (
      <Button off={off}>
        <BellOff aria-hidden="true" size={14} />
        Mute…
      </Button>
    )
  return (
    <Popover
      label="Mute everything"
      open={open}
      onOpenChange={setOpen}
      className="w-64"
      trigger={
        <Button>
          <BellOff aria-hidden="true" size={14} />
          Mute…
        </Button>
      }
    >
      <MuteChoices onDone={() => setOpen(false)} />
    </Popover>
  )
}

function MuteChoices({ onDone }: { readonly onDone: () => void }): ReactElement {
  const { actions } = useDesk()
  const [time, setTime] = useState('')
  const field = useId()
  const { zone } = timeStyle.getState()
  const until = nextAt(time, Date.now(), zone)
  const mute = (end: number | null) => {
    onDone()
    void actions.snooze(all, end)
  }
  return (
    <div className="flex flex-col gap-2 p-3">
      <p className="text-ink-2 text-small">
        Rules go on and alerts are noted; nobody is told, here or elsewhere.
      </p>
      <div className="flex flex-wrap gap-1.5">
        {mutedTimes(Date.now(), zone).map(({ words, until: end }) => (
          <Button key={words} size="small" onClick={() => mute(end)}>
            {words}
          </Button>
        ))}
        <Button size="small" onClick={() => mute(null)}>
          Until I unmute
        </Button>
      </div>
      <form
        className="flex items-center gap-2 border-line border-t pt-2.5 text-small"
        onSubmit={(event) => {
          event.preventDefault()
          if (until !== null) mute(until)
        }}
      >
        <label htmlFor={field} className="text-ink-2">
          Until
        </label>
        <span className="w-28 shrink-0">
          <Input id={field} type="time" value={time} onChange={(event) => setTime(event.target.value)} />
        </span>
        <Button size="small" type="submit" disabled={until === null}>
          Mute
        </Button>
      </form>
    </div>
  )
}

/** What is muted and snoozed, each with its end; nothing where nothing is. */
export function SnoozedList(): ReactElement | null {
  const held = useSnoozes()
  const { actions } = useDesk()
  const now = useMinute()
  const name = useSnoozeNames()
  const whys = useLive((state) => held.map(({ what }) => whyNotSnooze(state, what)))
  if (held.length === 0) return null
  return (
    <ul
      aria-label="Muted and snoozed now"
      className="flex flex-wrap gap-2 border-line border-b bg-raised px-5 py-2 text-small"
    >
      {held.map(({ what, until }, i) => (
        <li
          key={JSON.stringify(what)}
          className="flex h-7 min-w-0 max-w-full items-center gap-1.5 rounded-md bg-surface pr-0.5 pl-2.5 ring-1 ring-line ring-inset"
        >
          {what.type === 'all' && <BellOff aria-hidden="true" size={13} className="shrink-0 text-warn" />}
          <span className="min-w-0 truncate">
            <UntrustedText text={name(what)} />
          </span>
          <span className="shrink-0 text-ink-3">
            {until === null ? (
              what.type === 'all' ? (
                'until someone unmutes'
              ) : (
                'until it changes'
              )
            ) : (
              <>
                until <Time at={until} shown={(at) => formatDayTime(at, now)} />
              </>
            )}
          </span>
          <Button
            size="small"
            variant="quiet"
            off={whys[i] ?? null}
            aria-label={what.type === 'all' ? 'Unmute' : `Wake ${name(what)}`}
            onClick={() => void actions.unsnooze(what)}
          >
            {what.type === 'all' ? 'Unmute' : 'Wake'}
          </Button>
        </li>
      ))}
    </ul>
  )
}

function useSnoozeNames(): (what: Snoozed) => string {
  const { nameOf } = useRuleNames()
  const snoozes = useAlerts((state) => state.snoozes)
  const runs = useLive((state) =>
    snoozes.flatMap(({ what }) => (what.type === 'run' ? (state.runs.get(what.run) ?? []) : [])),
  )
  return (what) => {
    switch (what.type) {
      case 'all':
        return 'Everything is muted'
      case 'run':
        return runs.find(({ id }) => id === what.run)?.title ?? `Run ${what.run}`
      case 'rule':
        return nameOf(what.rule)
      case 'server':
        return `All of ${what.server}`
    }
  }
}
