// All of one attempt: the request, the response, and the beginning of a body that was not a stream. All of it is shown as
// text.

import type { ReactElement, ReactNode } from 'react'
import { formatBytes, formatCount, formatDuration } from '../../core/basics/quantities.ts'
import { clientWhole } from '../../core/run/client-name.ts'
import { formatClient, formatSlowInAll } from '../../core/run/client-words.ts'
import { formatNotice } from '../../core/run/notice.ts'
import type { ClientSide } from '../../core/run/tapped.ts'
import { useNow } from '../desk/desk-context.ts'
import { formatTime } from '../ui/format-time.ts'
import { keyByIndex } from '../ui/key-by-index.ts'
import { UntrustedSpans, UntrustedText } from '../ui/untrusted-text.tsx'
import type { ShownAttempt } from './connection-at.ts'

/** The details under the line of an attempt. */
export function AttemptDetails({ attempt }: { readonly attempt: ShownAttempt }): ReactElement {
  const {
    method,
    url,
    openedAt,
    startedAt,
    ending,
    resumedFrom,
    replayed,
    bytes,
    events,
    comments,
    redirects,
    headers,
    bodyHead,
    client,
    notices = [],
    partial = false,
  } = attempt
  return (
    <dl className="selectable flex flex-col gap-1.5 border-line border-t bg-hover px-4 py-3 text-small">
      <Line name="Request">
        <span className="mr-2 font-mono font-semibold">{method}</span>
        <Code text={url} />
      </Line>
      {keyByIndex(redirects).map(({ key, index, item: to }) => (
        <Line key={key} name={index === 0 ? 'Redirected to' : ''}>
          <Code text={to} />
        </Line>
      ))}
      <Line name="Resumed by id">{resumedFrom === null ? 'none was sent' : <Code text={resumedFrom} />}</Line>
      <Line name="Opened after">
        {openedAt === null ? 'no stream was opened' : formatDuration(openedAt - startedAt)}
      </Line>
      <Line name="Received">
        {partial ? 'known for the whole attempt' : formatBytes(bytes)} · {formatCount(events, 'event')}
      </Line>
      <Line name="Comments">
        {partial ? 'known for the whole attempt' : comments.toLocaleString('en-US')}
      </Line>
      {replayed > 0 && !partial && (
        <Line name="Sent again">{replayed.toLocaleString('en-US')} events that were stored already</Line>
      )}
      {keyByIndex(notices).map(({ key, index, item: notice }) => (
        <Line key={key} name={index === 0 ? 'Noticed' : ''}>
          <span className="text-warn">
            <UntrustedText text={formatNotice(notice)} />
          </span>
        </Line>
      ))}
      {client !== undefined && <ClientLines client={client} />}
      {ending !== null && (
        <Line name="Ended">
          <UntrustedText text={ending} />
        </Line>
      )}
      {headers.length > 0 && (
        <Line name="Headers">
          <ul className="flex flex-col">
            {keyByIndex(headers).map(({ key, item: [name, value] }) => (
              <li key={key} className="font-mono text-[11.5px] leading-[18px] [overflow-wrap:anywhere]">
                <span className="text-ink-3">
                  <UntrustedText text={name} />:{' '}
                </span>
                <UntrustedText text={value} />
              </li>
            ))}
          </ul>
        </Line>
      )}
      {bodyHead !== null && (
        <Line name="Answer began">
          <pre
            dir="auto"
            className="max-h-48 overflow-auto whitespace-pre-wrap rounded-md bg-surface p-2.5 text-[11.5px] leading-[17px] [overflow-wrap:anywhere]"
          >
            <UntrustedSpans text={bodyHead} />
          </pre>
        </Line>
      )}
    </dl>
  )
}

function ClientLines({ client }: { readonly client: ClientSide }): ReactElement {
  const slow = formatSlowInAll(client, useNow())
  return (
    <>
      <Line name="Client">
        <UntrustedText text={clientWhole(client)} />
      </Line>
      <Line name="Passed on">
        {formatClient(client, formatTime)}
        {slow !== null && ` · ${slow}`}
      </Line>
    </>
  )
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <div className="grid grid-cols-[104px_minmax(0,1fr)] gap-x-3 @max-[420px]/connection:grid-cols-1">
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  )
}

function Code({ text }: { readonly text: string }): ReactElement {
  return <UntrustedText text={text} className="font-mono text-[11.5px]" />
}
