// The parts of the one line over a log: the filter field, and the tools: facets, jumps, how rows look, following, copy and
// export. Neither is drawn again with every event or while scrolling.

import { ArrowDownToLine, Braces, Clock, Copy, ListFilter, SlidersHorizontal } from 'lucide-react'
import { memo, type ReactElement } from 'react'
import { numberMeant } from '../../core/query/number-meant.ts'
import { hintOf } from '../desk/keys.ts'
import { QueryBox } from '../search/query-box.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Menu, MenuChoice, MenuItem } from '../ui/menu.tsx'
import { Popover } from '../ui/popover.tsx'
import { FacetsPanel } from './filter/facets-panel.tsx'
import type { LogQuery } from './filter/use-log-query.ts'
import { JumpPanel } from './jump/jump-panel.tsx'
import type { Jumps } from './jump/use-jumps.ts'
import type { RowStyleControls } from './rows/use-row-style.ts'

/** The id of the filter field, for the key that focuses it. */
export const logFilterId = 'log-filter'

type FilterProps = {
  readonly run: number
  readonly query: LogQuery
  /** Goes to the event that `#33` in the field means. */
  readonly onEvent: (seq: number) => void
}

/** The filter field. `#33` and Enter goes to event 33. */
export const LogFilter = memo(function LogFilter({
  run,
  query: { text, type, apply },
  onEvent,
}: FilterProps): ReactElement {
  const seq = numberMeant(text)
  return (
    <QueryBox
      id={logFilterId}
      value={text}
      onChange={type}
      onSubmit={(query) => {
        const wanted = numberMeant(query)
        if (wanted === null) return apply(query)
        apply('')
        onEvent(wanted)
      }}
      label="Filter this log"
      placeholder="Filter this log, as in level:error"
      scope={{ run }}
      chips={false}
      enterLabel={seq === null ? null : `Go to event ${seq.toLocaleString('en-US')}`}
      hint={<Kbd keys={hintOf('filter')} />}
      className="min-w-24 flex-1"
    />
  )
})

type ToolsProps = {
  readonly run: number
  readonly query: LogQuery
  readonly styleControls: RowStyleControls
  readonly pings: boolean
  readonly onPings: (shown: boolean) => void
  readonly live: boolean
  readonly following: boolean
  readonly toEnd: () => void
  readonly jumping: boolean
  readonly onJumping: (open: boolean) => void
  readonly jumps: Jumps
  readonly selected: number
  readonly onCopy: (what: CopyAction) => void
}

export type CopyAction = 'text' | 'json' | 'curl' | 'select-all' | 'export'

/** The tools beside the field. */
export const LogTools = memo(function LogTools(props: ToolsProps): ReactElement {
  const { run, query, styleControls, live, following, toEnd, jumping, onJumping, jumps } = props
  const { style, set } = styleControls
  return (
    <div className="flex shrink-0 items-center">
      <Popover
        label="What the log holds"
        trigger={
          <IconButton label="Facets">
            <ListFilter aria-hidden="true" size={15} />
          </IconButton>
        }
      >
        <FacetsPanel run={run} query={query.text} onQuery={query.apply} />
      </Popover>
      <Popover
        label="Jump"
        open={jumping}
        onOpenChange={onJumping}
        trigger={
          <IconButton label="Jump" keys={hintOf('jump-to-time')}>
            <Clock aria-hidden="true" size={15} />
          </IconButton>
        }
      >
        <JumpPanel
          from={jumps.moment()}
          onTime={(at) => {
            onJumping(false)
            jumps.toTime(at)
          }}
          onFind={jumps.toLandmark}
        />
      </Popover>
      <Divider />
      <IconButton
        label="Raw data"
        keys={hintOf('toggle-row-data')}
        pressed={style.raw}
        onClick={() => set({ raw: !style.raw })}
      >
        <Braces aria-hidden="true" size={15} />
      </IconButton>
      <Look controls={styleControls} pings={props.pings} onPings={props.onPings} />
      <IconButton
        label={live ? 'Follow the newest' : 'To the end'}
        keys={hintOf('to-end')}
        {...(live ? { pressed: following } : {})}
        onClick={toEnd}
      >
        <ArrowDownToLine aria-hidden="true" size={15} />
      </IconButton>
      <Divider />
      <Copies selected={props.selected} onCopy={props.onCopy} />
    </div>
  )
})

/** How rows look, and which there are. */
function Look({
  controls: { style, singleChunks, set },
  pings,
  onPings,
}: { readonly controls: RowStyleControls } & Pick<ToolsProps, 'pings' | 'onPings'>): ReactElement {
  return (
    <Menu
      trigger={
        <IconButton label="How rows look">
          <SlidersHorizontal aria-hidden="true" size={15} />
        </IconButton>
      }
    >
      <MenuChoice
        checked={style.wrap}
        keys={hintOf('toggle-wrap')}
        onSelect={() => set({ wrap: !style.wrap })}
      >
        Wrap long lines
      </MenuChoice>
      <MenuChoice checked={style.mono} onSelect={() => set({ mono: !style.mono })}>
        Monospace
      </MenuChoice>
      <MenuChoice checked={!singleChunks} onSelect={() => set({ singleChunks: !singleChunks })}>
        Join chunks of text
      </MenuChoice>
      <MenuChoice checked={pings} keys={hintOf('toggle-pings')} onSelect={() => onPings(!pings)}>
        Pings
      </MenuChoice>
    </Menu>
  )
}

function Divider(): ReactElement {
  return <span aria-hidden="true" className="mx-1 h-4 w-px shrink-0 bg-line" />
}

function Copies({ selected, onCopy }: Pick<ToolsProps, 'selected' | 'onCopy'>): ReactElement {
  const what = selected === 1 ? 'the event' : `${selected.toLocaleString('en-US')} events`
  return (
    <Menu
      trigger={
        <IconButton label="Copy and export">
          <Copy aria-hidden="true" size={14} />
        </IconButton>
      }
    >
      {selected > 0 && (
        <>
          <MenuItem keys={hintOf('copy-selected')} onSelect={() => onCopy('text')}>
            Copy {what} as text
          </MenuItem>
          <MenuItem onSelect={() => onCopy('json')}>Copy {what} as JSON</MenuItem>
        </>
      )}
      <MenuItem onSelect={() => onCopy('curl')}>Copy the request as curl</MenuItem>
      <MenuItem keys={hintOf('select-all')} onSelect={() => onCopy('select-all')}>
        Select all rows
      </MenuItem>
      <MenuItem onSelect={() => onCopy('export')}>
        {selected > 1 ? `Export ${what}…` : 'Export what is shown…'}
      </MenuItem>
    </Menu>
  )
}
