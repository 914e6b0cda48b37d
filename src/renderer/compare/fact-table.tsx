// A table of the facts of two runs with their differences.

import type { ReactElement } from 'react'
import { cx } from '../ui/cx.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import type { FactRow } from './fact-rows.ts'

type Props = {
  readonly caption: string
  readonly left: string
  readonly right: string
  readonly rows: readonly FactRow[]
}

/** The table; notable differences are bold. */
export function FactTable({ caption, left, right, rows }: Props): ReactElement {
  return (
    <table className="selectable w-full table-fixed border-separate border-spacing-0 tabular-nums">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="text-ink-3 text-tiny">
          <th scope="col" className="w-[30%] py-1 pr-3 text-left font-medium">
            <span className="sr-only">Figure</span>
          </th>
          <Head title={left} ink="bg-accent" />
          <Head title={right} ink="bg-ink-3" />
          <th scope="col" className="w-[24%] py-1 pl-6 text-left font-medium">
            Left against right
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, a, b, difference, notable }) => (
          <tr key={name} className="text-small">
            <th
              scope="row"
              className="truncate border-line border-t py-1.5 pr-3 text-left font-normal text-ink-2"
            >
              <UntrustedText text={name} />
            </th>
            <td className="truncate border-line border-t py-1.5 text-right">
              <UntrustedText text={a} />
            </td>
            <td className="truncate border-line border-t py-1.5 text-right">
              <UntrustedText text={b} />
            </td>
            <td
              className={cx(
                'truncate border-line border-t py-1.5 pl-6',
                notable ? 'font-semibold text-ink' : 'text-ink-3',
              )}
            >
              {difference ?? ''}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Head({ title, ink }: { readonly title: string; readonly ink: string }): ReactElement {
  return (
    <th scope="col" className="py-1 pl-4 font-medium" title={title}>
      <span className="flex items-center justify-end gap-1.5">
        <span aria-hidden="true" className={cx('h-2 w-3 shrink-0 rounded-[2px]', ink)} />
        <UntrustedText text={title} className="min-w-0 truncate" />
      </span>
    </th>
  )
}
