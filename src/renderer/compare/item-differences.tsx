// Items that only one of two runs made, and items that differ.

import type { ReactElement } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import type { ItemPairs } from '../../core/figures/compare-results.ts'
import { keyByIndex } from '../ui/key-by-index.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'

/** The lists of items that are not the same. */
export function ItemDifferences({ items }: { readonly items: ItemPairs }): ReactElement {
  const { onlyA, onlyB, onlyACount, onlyBCount, changed, changedCount } = items
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-2 text-small">{formatItems(items)}</p>
      {onlyACount + onlyBCount > 0 && (
        <div className="grid grid-cols-2 gap-6">
          <Only sign="−" title="Only on the left" ink="bg-accent" items={onlyA} count={onlyACount} />
          <Only sign="+" title="Only on the right" ink="bg-ink-3" items={onlyB} count={onlyBCount} />
        </div>
      )}
      {changed.length > 0 && (
        <table className="selectable w-full table-fixed border-separate border-spacing-0 text-small">
          <caption className="sr-only">Items in both that are not the same</caption>
          <thead>
            <tr className="text-left text-ink-3 text-tiny">
              <th scope="col" className="w-[30%] py-1 pr-3 font-medium">
                In both, not the same
              </th>
              <th scope="col" className="py-1 pr-4 font-medium">
                Left
              </th>
              <th scope="col" className="py-1 font-medium">
                Right
              </th>
            </tr>
          </thead>
          <tbody>
            {keyByIndex(changed).map(({ key, item: { title, changes } }) =>
              changes.map(({ what, a, b }, i) => (
                <tr key={`${key} ${what}`} className="align-top">
                  <th scope="row" className="border-line border-t py-1.5 pr-3 text-left font-normal">
                    <span className={i === 0 ? 'flex min-w-0 gap-2' : 'sr-only'}>
                      <UntrustedText text={title} className="min-w-0 truncate" />
                    </span>{' '}
                    <span className="text-ink-3 text-tiny">{what}</span>
                  </th>
                  <Value value={a} />
                  <Value value={b} />
                </tr>
              )),
            )}
          </tbody>
        </table>
      )}
      {changedCount > changed.length && (
        <p className="text-ink-3 text-tiny">
          and {(changedCount - changed.length).toLocaleString('en-US')} more that are not the same
        </p>
      )}
    </div>
  )
}

/** `8 items in both, 2 of them not the same; 1 only on the left, none only on the right.` */
function formatItems({ both, changedCount, onlyACount, onlyBCount }: ItemPairs): string {
  const number = (count: number) => (count === 0 ? 'none' : count.toLocaleString('en-US'))
  const same = changedCount === 0 ? 'all the same' : `${number(changedCount)} of them not the same`
  const alone =
    onlyACount + onlyBCount === 0
      ? 'no other in either'
      : `${number(onlyACount)} only on the left, ${number(onlyBCount)} only on the right`
  return both === 0
    ? `No item in both; ${alone}.`
    : `${formatCount(both, 'item')} in both, ${same}; ${alone}.`
}

function Value({ value }: { readonly value: string | null }): ReactElement {
  return (
    <td className="border-line border-t py-1.5 pr-4 [overflow-wrap:anywhere]">
      {value === null || value === '' ? (
        <span className="text-ink-3">none</span>
      ) : (
        <UntrustedText text={value} />
      )}
    </td>
  )
}

function Only({
  sign,
  title,
  ink,
  items,
  count,
}: {
  readonly sign: string
  readonly title: string
  readonly ink: string
  readonly items: ItemPairs['onlyA']
  readonly count: number
}): ReactElement {
  return (
    <section aria-label={title} className="min-w-0">
      <h4 className="mb-1 flex items-center gap-1.5 text-ink-3 text-tiny">
        <span aria-hidden="true" className={`h-2 w-3 rounded-[2px] ${ink}`} />
        {title}
      </h4>
      <ul>
        {items.map((item) => (
          <li key={item.id} className="flex gap-2 border-line border-t py-1.5 text-small">
            <span aria-hidden="true" className="font-mono text-ink-3">
              {sign}
            </span>
            <UntrustedText text={item.title} className="min-w-0 flex-1 truncate" />
            {item.state !== null && (
              <UntrustedText text={item.state} className="max-w-[40%] shrink-0 truncate text-ink-3" />
            )}
          </li>
        ))}
      </ul>
      {count === 0 && <p className="border-line border-t py-1.5 text-ink-3 text-small">none</p>}
      {count > items.length && (
        <p className="pt-1 text-ink-3 text-tiny">and {(count - items.length).toLocaleString('en-US')} more</p>
      )}
    </section>
  )
}
