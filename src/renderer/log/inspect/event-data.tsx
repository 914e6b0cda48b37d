// The data of one event, raw or formatted. JSON is highlighted up to a length that a person reads; of longer text the
// beginning is shown, and laid out only where it is visible.

import { type ReactElement, useMemo } from 'react'
import { textBlocks } from '../../overview/text-blocks.ts'
import { prettyJson } from '../../ui/json-lex.ts'
import { JsonText } from '../../ui/json-text.tsx'
import { keyByIndex } from '../../ui/key-by-index.ts'
import { UntrustedSpans } from '../../ui/untrusted-text.tsx'
import { PinnableJson, type Pinning } from './pinnable-json.tsx'

const maxHighlighted = 30_000
/** Longer JSON would have thousands of buttons. */
const maxPinnable = 12_000
const maxShown = 200_000

/** `data` as received (`raw`), or formatted where it is JSON. */
export function EventData({
  data,
  raw,
  pinning,
}: {
  readonly data: string
  readonly raw: boolean
  readonly pinning: Pinning
}): ReactElement {
  const text = useMemo(() => (raw ? data : (prettyJson(data) ?? data)), [data, raw])
  const shown = text.slice(0, maxShown)
  if (data === '') return <p className="text-ink-3">The event carried no data.</p>
  return (
    <>
      <pre className="selectable whitespace-pre-wrap font-mono text-small leading-[19px] [overflow-wrap:anywhere]">
        {shown.length > maxHighlighted ? (
          <Plain text={shown} />
        ) : shown.length <= maxPinnable ? (
          <PinnableJson text={shown} pinning={pinning} />
        ) : (
          <JsonText text={shown} inks="full" />
        )}
      </pre>
      {shown.length < text.length && (
        <p className="mt-3 text-small text-warn">
          The first {maxShown.toLocaleString('en-US')} of {text.length.toLocaleString('en-US')} characters are
          shown. Copying takes all of them.
        </p>
      )}
    </>
  )
}

function Plain({ text }: { readonly text: string }): ReactElement {
  return (
    <>
      {keyByIndex(textBlocks(text)).map(({ key, item: block }) => (
        <span key={key} className="lazy-block block">
          <UntrustedSpans text={block} />
        </span>
      ))}
    </>
  )
}
