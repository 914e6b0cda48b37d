// The kind files of the data directory: which kinds they make, and what is wrong with those that make none. They are written
// with an editor or by a page of their own; here they are only named.

import { FileWarning } from 'lucide-react'
import { type ReactElement, useCallback } from 'react'
import type { KindFileInfo } from '../../core/contract/calls/kinds.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { usePolled } from '../desk/use-polled.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { KindIcon } from '../ui/kind-icon.tsx'
import { PageCard, PageLine } from '../ui/page.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

/** The minimum time between two requests. */
const paceMs = () => 500
/** Problems of one file that are shown: the first ones are most often the cause of the others. */
const mostShown = 5

/** The files and their folder. */
export function KindFiles(): ReactElement {
  const { client } = useDesk()
  const version = useLive((state) => state.kindsVersion)
  const ask = useCallback(() => client.call('kinds.files', {}), [client])
  const { value, problem } = usePolled(ask, version, paceMs)
  return (
    <PageCard>
      {value === null && <p className="px-3.5 py-3 text-ink-2">{problem ?? 'Asking for the kind files…'}</p>}
      {value !== null && value.files.length === 0 && (
        <p className="px-3.5 py-3 text-ink-2">
          A file can teach Runlight another kind of service, without code. There is none yet; those that you
          put into this folder work at once.
        </p>
      )}
      {value?.files.map((file) => (
        <KindFileLine key={file.file} file={file} />
      ))}
      {value !== null && (
        <div className="border-line border-t px-3.5 py-2.5 first:border-t-0">
          <CopyButton
            text={value.folder}
            label="Copy the path of the kind files"
            className="min-h-6 max-w-full"
          >
            <span className="selectable truncate font-mono text-ink-3 text-tiny">{value.folder}</span>
          </CopyButton>
        </div>
      )}
    </PageCard>
  )
}

function KindFileLine({
  file: { file, id, label, problems },
}: {
  readonly file: KindFileInfo
}): ReactElement {
  const icon = useLive((state) => state.kinds.find((kind) => kind.id === id)?.icon ?? '')
  const rest = problems.length - mostShown
  if (label !== null)
    return (
      <PageLine
        label={
          <span className="flex items-center gap-2">
            <KindIcon name={icon} className="text-ink-3" />
            <UntrustedText text={label} />
          </span>
        }
      >
        <FileName file={file} />
      </PageLine>
    )
  return (
    <PageLine
      label={
        <span className="flex items-center gap-2 text-bad">
          <FileWarning aria-hidden="true" size={15} className="shrink-0" />
          Cannot be read
        </span>
      }
    >
      <FileName file={file} />
      <ul
        aria-label={`What is wrong with ${file}`}
        className="selectable mt-1 flex flex-col gap-0.5 text-small"
      >
        {problems.slice(0, mostShown).map(({ line, column, reason }) => (
          <li key={`${line} ${column} ${reason}`} className="[overflow-wrap:anywhere]">
            <span className="text-ink-3 tabular-nums">line {line}:</span> <UntrustedText text={reason} />
          </li>
        ))}
        {rest > 0 && <li className="text-ink-3">and {rest} more</li>}
      </ul>
    </PageLine>
  )
}

function FileName({ file }: { readonly file: string }): ReactElement {
  return (
    <span className="selectable font-mono text-ink-2 text-tiny [overflow-wrap:anywhere]">
      <UntrustedText text={file} />
    </span>
  )
}
