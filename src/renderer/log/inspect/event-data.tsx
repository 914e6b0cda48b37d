// The data of one event, raw or readable. Inks are given to what a person can read; a text of megabytes is shown from its
// beginning, laid out only where it is seen.

import { type ReactElement, useMemo } from 'react'
import { textBlocks } from '../../overview/text-blocks.ts'
import { keyByIndex } from '../../ui/key-by-index.ts'
import { UntrustedSpans } from '../../ui/untrusted-text.tsx'
import { prettyJson } from './json-lex.ts'
import { JsonText, PinnableJson, type Pinning } from './json-text.tsx'

const mostInked = 30_000
/** Beyond this there would be thousands of buttons. */
const mostPinnable = 12_000
const mostShown = 200_000

/** `data` as received (`raw`), or with one member per line where it is JSON. */
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
  const shown = text.slice(0, mostShown)
  if (data === '') return <p className="text-ink-3">The event carried no data.</p>
  return (
    <>
      <pre className="selectable whitespace-pre-wrap font-mono text-small leading-[19px] [overflow-wrap:anywhere]">
        {shown.length > mostInked ? (
          <Plain text={shown} />
        ) : shown.length <= mostPinnable ? (
          <PinnableJson text={shown} pinning={pinning} />
        ) : (
          <JsonText text={shown} inks="full" />
        )}
      </pre>
      {shown.length < text.length && (
        <p className="mt-3 text-small text-warn">
          The first {mostShown.toLocaleString('en-US')} of {text.length.toLocaleString('en-US')} characters
          are shown. Copying takes all of them.
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
