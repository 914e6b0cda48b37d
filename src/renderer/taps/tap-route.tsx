// The way of a request: what the application asks, and what Runlight asks for it. Drawn in outline where there is no such way yet.

import { ArrowDown } from 'lucide-react'
import type { ReactElement } from 'react'
import { addressHere } from '../../core/basics/listen-address.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { cx } from '../ui/cx.ts'
import { useCopied } from './use-copied.tsx'

type Props = { readonly url: string; readonly to: string; readonly isOn: boolean }

/** From the tap at `url` to the server at `to`. */
export function TapRoute({ url, to, isOn }: Props): ReactElement {
  const { region, said } = useCopied()
  const here = addressHere(url)
  return (
    <div className={cx('rounded-lg ring-1 ring-inset', isOn ? 'bg-raised ring-line' : 'ring-line')}>
      <div className="flex items-center gap-3 px-3.5 pt-2.5 pb-2">
        <div className="min-w-0 flex-1">
          <p className="text-ink-3 text-tiny">
            {isOn ? 'Your application asks' : 'Your application would ask'}
          </p>
          <p
            className={cx(
              'font-mono [overflow-wrap:anywhere]',
              isOn ? 'selectable font-medium text-ink' : 'text-ink-2',
            )}
          >
            {here}
          </p>
          {here !== url && (
            <p className="text-ink-3 text-tiny">
              On other computers this one’s name or address stands in place of {new URL(here).hostname}.
            </p>
          )}
        </div>
        {isOn && (
          <CopyButton
            text={here}
            label="Copy the address of the tap"
            onCopied={() => said('Copied the address of the tap.')}
            className="size-7 shrink-0 justify-center rounded-md hover:bg-hover"
          />
        )}
      </div>
      <div className="flex items-center gap-3 border-line border-t px-3.5 pt-2 pb-2.5">
        <div className="min-w-0 flex-1">
          <p className="flex items-center gap-1 text-ink-3 text-tiny">
            <ArrowDown aria-hidden="true" size={11} />
            {isOn ? 'Runlight passes it on, as it comes, to' : 'Runlight would pass it on, as it comes, to'}
          </p>
          <p className="selectable font-mono text-ink-2 text-small [overflow-wrap:anywhere]">{to}</p>
        </div>
      </div>
      {region}
    </div>
  )
}
