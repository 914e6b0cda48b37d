// The choice of columns: which are shown, and in what order. A column is moved by its handle, by its two buttons, or by Alt and
// an arrow.

import { ChevronDown, ChevronUp, GripVertical } from 'lucide-react'
import { type PointerEvent, type ReactElement, useEffect, useRef, useState } from 'react'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { shortcutOf } from '../desk/keys.ts'
import { Button } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { Popover } from '../ui/popover.tsx'
import { type ColumnId, chosenColumns, columnIds, columnLabel, movedTo } from './column-list.ts'
import { ColumnsButton } from './columns-button.tsx'
import type { RowLayout } from './layout.ts'

/** The button and its panel; `layout` is what the board shows now. */
export function ColumnsMenu({ layout }: { readonly layout: RowLayout }): ReactElement {
  return (
    <Popover trigger={<ColumnsButton />} label="Columns" className="w-76 p-1.5">
      <Choice layout={layout} />
    </Popover>
  )
}

function Choice({ layout }: { readonly layout: RowLayout }): ReactElement {
  const { actions, live } = useDesk()
  const chosen = useLive((state) => state.settings.board.columns)
  const shown = chosenColumns(chosen)
  const inTeam = useLive((state) => state.me !== null)
  // What is taken off stays in its place until the panel is opened again.
  const [order, setOrder] = useState(() => listed(shown))
  /** The order before a column is dragged. */
  const begun = useRef(order)
  const list = useRef<HTMLUListElement>(null)
  const [moved, setMoved] = useState<{ readonly id: ColumnId } | null>(null)
  useEffect(() => {
    if (moved !== null) list.current?.querySelector<HTMLElement>(`[data-column="${moved.id}"] input`)?.focus()
  }, [moved])

  const save = (next: readonly ColumnId[], on: readonly ColumnId[]) => {
    const columns = next.filter((id) => on.includes(id))
    setOrder(next)
    void actions.setBoard({ columns }).then(() => {
      const now = chosenColumns(live.getState().settings.board.columns)
      if (`${now}` !== `${columns}`) setOrder((shownNow) => (shownNow === next ? listed(now) : shownNow))
    })
  }
  const move = (id: ColumnId, step: number) => {
    const index = order.indexOf(id) + step
    if (index < 0 || index >= order.length) return
    save(movedTo(order, id, index), shown)
    setMoved({ id })
  }
  const drag = (id: ColumnId) => ({
    onPointerDown: (event: PointerEvent) => {
      event.currentTarget.setPointerCapture(event.pointerId)
      begun.current = order
    },
    onPointerMove: (event: PointerEvent) => {
      const rows = [...(list.current?.children ?? [])].map((row) => row.getBoundingClientRect())
      if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
      const over = rows.findIndex(({ bottom }) => event.clientY < bottom)
      setOrder((now) => movedTo(now, id, over === -1 ? now.length - 1 : over))
    },
    // A click moves nothing, and must not fix the columns that come by themselves.
    onPointerUp: () => {
      if (`${order}` !== `${begun.current}`) save(order, shown)
    },
    onPointerCancel: () => setOrder(begun.current),
  })

  return (
    <>
      <ul ref={list} aria-label="Columns in their order">
        {order.map((id, index) =>
          id === 'collector' && !inTeam ? null : (
            <li
              key={id}
              data-column={id}
              onKeyDown={(event) => {
                const meant = shortcutOf('columns', event)
                if (meant === null) return
                event.preventDefault()
                move(id, meant === 'column-on' ? 1 : -1)
              }}
              className="group/column flex h-7 items-center gap-1 rounded-md pr-0.5 hover:bg-hover"
            >
              <span
                {...drag(id)}
                aria-hidden="true"
                title="Drag to move"
                className="flex h-full w-5 shrink-0 cursor-grab touch-none items-center justify-center text-ink-3 active:cursor-grabbing"
              >
                <GripVertical size={13} />
              </span>
              <label className="flex h-full min-w-0 flex-1 items-center gap-2 text-small">
                <input
                  type="checkbox"
                  checked={shown.includes(id)}
                  disabled={id === 'run'}
                  onChange={({ target }) =>
                    save(order, target.checked ? [...shown, id] : shown.filter((one) => one !== id))
                  }
                  className="size-3.5 accent-(--color-accent)"
                />
                <span className={cx('truncate', shown.includes(id) ? 'text-ink' : 'text-ink-2')}>
                  {columnLabel(id)}
                </span>
                {shown.includes(id) && !layout.columns.includes(id) && (
                  <span className="ml-auto truncate text-ink-3 text-tiny">
                    {id === 'server' && !layout.servers ? 'with several' : 'in a wider window'}
                  </span>
                )}
              </label>
              <Step label={`${columnLabel(id)}: before`} off={index === 0} onPress={() => move(id, -1)}>
                <ChevronUp aria-hidden="true" size={13} />
              </Step>
              <Step
                label={`${columnLabel(id)}: after`}
                off={index === order.length - 1}
                onPress={() => move(id, 1)}
              >
                <ChevronDown aria-hidden="true" size={13} />
              </Step>
            </li>
          ),
        )}
      </ul>
      <div className="mt-1 flex items-center justify-end border-line border-t px-0.5 pt-1.5">
        <Button
          variant="quiet"
          size="small"
          disabled={chosen === null}
          onClick={() => {
            setOrder(listed(chosenColumns(null)))
            void actions.setBoard({ columns: null })
          }}
        >
          As it comes
        </Button>
      </div>
    </>
  )
}

function listed(shown: readonly ColumnId[]): readonly ColumnId[] {
  return [...shown, ...columnIds.filter((id) => !shown.includes(id))]
}

function Step({
  label,
  off,
  onPress,
  children,
}: {
  readonly label: string
  readonly off: boolean
  readonly onPress: () => void
  readonly children: ReactElement
}): ReactElement {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={off}
      onClick={onPress}
      className="flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:bg-press hover:text-ink disabled:invisible"
    >
      {children}
    </button>
  )
}
