// The choice of a time zone: a button that says which it is, and under it all zones with a field to find one.

import { Command as List } from 'cmdk'
import { Check, ChevronsUpDown } from 'lucide-react'
import { type ReactElement, useRef, useState } from 'react'
import { isKnownZone } from '../../core/basics/time-zone.ts'
import { Button } from './button.tsx'
import { Popover } from './popover.tsx'
import { useActiveOption } from './use-active-option.ts'
import { findZones, type ZoneChoice as Zone, zoneGroups, zoneWords } from './zones.ts'

type Props = { readonly zone: string; readonly onChoose: (zone: string) => void }

/** The chosen zone, and the way to another. A zone that is not known here is named, with what is shown instead. */
export function ZoneChoice({ zone, onChoose }: Props): ReactElement {
  const [open, setOpen] = useState(false)
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Popover
        label="Time zones"
        align="start"
        open={open}
        onOpenChange={setOpen}
        className="w-84"
        trigger={
          <Button aria-label={`Time zone: ${zoneWords(zone)}`}>
            <span className="max-w-56 truncate">{zoneWords(zone)}</span>
            <ChevronsUpDown aria-hidden="true" size={14} className="text-ink-3" />
          </Button>
        }
      >
        <ZoneList
          chosen={zone}
          onChoose={(one) => {
            setOpen(false)
            onChoose(one)
          }}
        />
      </Popover>
      {!isKnownZone(zone) && (
        <p className="text-small text-warn">
          This computer does not know it: times are shown as the system does.
        </p>
      )}
    </div>
  )
}

function ZoneList({ chosen, onChoose }: { readonly chosen: string } & Pick<Props, 'onChoose'>): ReactElement {
  const [text, setText] = useState('')
  const [all] = useState(() => zoneGroups(Date.now()))
  const list = useRef<HTMLDivElement>(null)
  useActiveOption(list)
  const found = findZones(all, text)
  return (
    <List ref={list} label="Time zones" shouldFilter={false} loop className="flex min-h-0 flex-col">
      <List.Input
        value={text}
        onValueChange={setText}
        placeholder="A city, a region or an offset"
        className="h-10 shrink-0 border-line border-b bg-transparent px-3.5 outline-none"
      />
      <List.List className="max-h-80 scroll-py-1.5 overflow-y-auto p-1.5">
        {found.map(({ region, zones }) => (
          <List.Group
            key={region}
            {...(region === null ? {} : { heading: region })}
            className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-ink-3 [&_[cmdk-group-heading]]:text-tiny"
          >
            {zones.map((one) => (
              <ZoneRow key={one.zone} zone={one} chosen={one.zone === chosen} onChoose={onChoose} />
            ))}
          </List.Group>
        ))}
        {found.length === 0 && (
          <p className="px-2 py-6 text-center text-ink-3 text-small">
            No zone has this in its name. Try a large city of the same country.
          </p>
        )}
      </List.List>
    </List>
  )
}

function ZoneRow({
  zone: { zone, words, offset },
  chosen,
  onChoose,
}: {
  readonly zone: Zone
  readonly chosen: boolean
} & Pick<Props, 'onChoose'>): ReactElement {
  return (
    <List.Item
      value={zone}
      onSelect={() => onChoose(zone)}
      className="flex h-8 items-center gap-2 rounded-md px-2 text-ink-2 text-small data-[selected=true]:bg-press data-[selected=true]:text-ink"
    >
      <span className="min-w-0 flex-1 truncate">{words}</span>
      {chosen && (
        <>
          <Check aria-hidden="true" size={14} className="shrink-0 text-accent" />
          <span className="sr-only">chosen</span>
        </>
      )}
      <span className="shrink-0 text-tiny tabular-nums">{offset}</span>
    </List.Item>
  )
}
