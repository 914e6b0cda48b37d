// The toolbar of the log: filter, facets, jumps, row style, following, copy and export.

import { ArrowDownToLine, Clock, Copy, ListFilter, WrapText } from 'lucide-react'
import { memo, type ReactElement } from 'react'
import { hintOf } from '../desk/keys.ts'
import { QueryBox } from '../search/query-box.tsx'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { Popover } from '../ui/popover.tsx'
import { FacetsPanel } from './filter/facets-panel.tsx'
import type { LogQuery } from './filter/use-log-query.ts'
import { JumpPanel } from './jump/jump-panel.tsx'
import type { Jumps } from './jump/use-jumps.ts'
import type { RowStyle } from './rows/log-row.tsx'
import type { RowStyleControls } from './rows/use-row-style.ts'

/** The id of the filter field, for the key that focuses it. */
export const logFilterId = 'log-filter'

type Props = {
  readonly run: number
  readonly query: LogQuery
  readonly rowStyle: RowStyle
  readonly styleControls: Pick<RowStyleControls, 'setWrap' | 'setMono'>
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

/** The toolbar. Not drawn again with every event or while scrolling. */
export const LogToolbar = memo(function LogToolbar(props: Props): ReactElement {
  const { run, query, rowStyle, styleControls, live, following, toEnd, jumping, onJumping, jumps } = props
  return (
    <div className="flex shrink-0 items-center gap-1 pt-2.5 pr-3 pb-1 pl-5">
      <Filter run={run} query={query} />
      <Popover
        label="What the log holds"
        trigger={
          <Button variant="quiet" className="ml-1 px-2 aria-expanded:bg-press">
            <ListFilter aria-hidden="true" size={14} />
            <span className="@max-[640px]/log:sr-only">Facets</span>
          </Button>
        }
      >
        <FacetsPanel run={run} query={query.text} onQuery={query.apply} />
      </Popover>
      <Popover
        label="Jump"
        open={jumping}
        onOpenChange={onJumping}
        trigger={
          <Button variant="quiet" className="px-2 aria-expanded:bg-press">
            <Clock aria-hidden="true" size={14} />
            <span className="@max-[640px]/log:sr-only">Jump</span>
          </Button>
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
        label="Wrap long lines"
        keys={hintOf('toggle-wrap')}
        pressed={rowStyle.wrap}
        onClick={() => styleControls.setWrap(!rowStyle.wrap)}
      >
        <WrapText aria-hidden="true" size={15} />
      </IconButton>
      <IconButton
        label="Monospace"
        pressed={rowStyle.mono}
        onClick={() => styleControls.setMono(!rowStyle.mono)}
      >
        <span
          aria-hidden="true"
          className="font-medium font-mono text-[11px] tracking-tighter before:content-['01']"
        />
      </IconButton>
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

/** The filter field; not drawn again while scrolling. */
const Filter = memo(function Filter({
  run,
  query: { text, type, apply },
}: {
  readonly run: number
  readonly query: LogQuery
}): ReactElement {
  return (
    <QueryBox
      id={logFilterId}
      value={text}
      onChange={type}
      onSubmit={apply}
      label="Filter this log"
      placeholder="Filter this log, as in level:error"
      scope={{ run }}
      chips={false}
      hint={<Kbd keys={hintOf('filter')} />}
      className="min-w-32 flex-1"
    />
  )
})

function Divider(): ReactElement {
  return <span aria-hidden="true" className="mx-1 h-4 w-px shrink-0 bg-line" />
}

function Copies({ selected, onCopy }: Pick<Props, 'selected' | 'onCopy'>): ReactElement {
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
