// The rate of events of a run as a line of five minutes at most, up to now or to the run’s end, with its gaps as gaps.

import { type ReactElement, useCallback, useSyncExternalStore } from 'react'
import { beganAt } from '../../core/run/began-at.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk } from '../desk/desk-context.ts'
import { cx } from '../ui/cx.ts'
import { formatRate } from '../ui/format-rate.ts'
import { keyByIndex } from '../ui/key-by-index.ts'
import { isOver } from './spark-advance.ts'
import { sparkShape } from './spark-shape.ts'
import { sparksOf } from './sparks.ts'

const [width, height] = [72, 18]

export function SparkLine({ run }: { readonly run: RunSummary }): ReactElement | null {
  const desk = useDesk()
  const sparks = sparksOf(desk)
  const { id } = run
  const watch = useCallback((listener: () => void) => sparks.watch(id, listener), [sparks, id])
  const spark = useSyncExternalStore(watch, () => sparks.get(id))
  if (spark === null) return null
  const over = isOver(run)
  const end = over ? (run.lastEventAt ?? run.createdAt) : desk.clock.now()
  const { line, area, gaps, now, words } = sparkShape(
    spark,
    { began: beganAt(run), end, isOver: over },
    width,
    height,
  )
  return (
    <span className="flex items-center gap-2" title={words}>
      <svg
        role="img"
        aria-label={words}
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        className={cx('shrink-0', over ? 'text-ink-3' : 'text-accent')}
      >
        {keyByIndex(gaps).map(({ key, item }) => (
          <g key={key} className={item.lossy ? 'text-warn' : 'text-ink-3'}>
            <rect x={item.x} y={0} width={item.width} height={height} fill="currentcolor" opacity={0.16} />
            <line
              x1={item.x}
              x2={item.x + item.width}
              y1={height - 1}
              y2={height - 1}
              stroke="currentcolor"
              strokeWidth={1.5}
              strokeDasharray="1.5 1.5"
            />
          </g>
        ))}
        <path d={area} fill="currentcolor" opacity={0.16} />
        <path d={line} fill="none" stroke="currentcolor" strokeWidth={1.25} strokeLinejoin="round" />
      </svg>
      {now !== null && (
        <span aria-hidden="true" className="truncate text-ink-3 text-small tabular-nums">
          {now > 0 && now < 0.1 ? '<0.1' : formatRate(now)}
        </span>
      )}
    </span>
  )
}
