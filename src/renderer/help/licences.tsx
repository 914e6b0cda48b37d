// The licences of what Runlight is made of. They are loaded when somebody asks for them: nobody else needs the texts.

import type { Licence } from 'virtual:licences'
import { ChevronRight } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import { Button } from '../ui/button.tsx'
import { PageCard } from '../ui/page.tsx'

type State =
  | { readonly state: 'closed' }
  | { readonly state: 'loading' }
  | { readonly state: 'failed' }
  | { readonly state: 'ready'; readonly licences: readonly Licence[] }

/** The button that shows them, then the list. */
export function Licences(): ReactElement {
  const [shown, setShown] = useState<State>({ state: 'closed' })
  const load = () => {
    setShown({ state: 'loading' })
    import('virtual:licences').then(
      ({ licences }) => setShown({ state: 'ready', licences }),
      () => setShown({ state: 'failed' }),
    )
  }
  if (shown.state === 'ready') return <LicenceList licences={shown.licences} />
  return (
    <PageCard>
      <div className="flex flex-wrap items-center gap-3 px-3.5 py-3">
        <p className="min-w-48 flex-1 text-ink-2">
          {shown.state === 'failed'
            ? 'The licences could not be loaded. Try again.'
            : 'Runlight is made with the work of others, each under its own licence.'}
        </p>
        <Button disabled={shown.state === 'loading'} onClick={load}>
          Show the licences
        </Button>
      </div>
    </PageCard>
  )
}

function LicenceList({ licences }: { readonly licences: readonly Licence[] }): ReactElement {
  return (
    <>
      <p className="mb-2 text-ink-3 text-small">
        {formatCount(licences.length, 'package')}. The desktop app also holds Chromium, whose licences lie
        beside it.
      </p>
      <ul aria-label="Licences" className="flex flex-col rounded-lg bg-raised ring-1 ring-line ring-inset">
        {licences.map((licence) => (
          <li key={`${licence.name} ${licence.version}`} className="border-line border-t first:border-t-0">
            <LicenceLine licence={licence} />
          </li>
        ))}
      </ul>
    </>
  )
}

function LicenceLine({
  licence: { name, version, licence, text },
}: {
  readonly licence: Licence
}): ReactElement {
  const line = (
    <>
      <span className="min-w-0 flex-1 truncate">
        {name} <span className="text-ink-3 tabular-nums">{version}</span>
      </span>
      <span className="shrink-0 text-ink-2 text-small">{licence}</span>
    </>
  )
  if (text === null) return <p className="flex h-8 items-center gap-2 pr-3.5 pl-8.5">{line}</p>
  return (
    <details className="group/licence">
      <summary className="flex h-8 items-center gap-2 rounded-md px-3.5 hover:bg-hover">
        <ChevronRight
          aria-hidden="true"
          size={13}
          className="shrink-0 text-ink-3 transition-transform group-open/licence:rotate-90"
        />
        {line}
      </summary>
      <pre className="selectable overflow-x-auto whitespace-pre-wrap px-8.5 pt-1 pb-3 text-ink-2 text-tiny">
        {text}
      </pre>
    </details>
  )
}
