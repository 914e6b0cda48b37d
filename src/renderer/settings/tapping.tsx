// Where the taps listen, whether requests' bodies are kept, and the taps that there are. Each is switched in the form of its
// server.

import type { ReactElement } from 'react'
import { addressHere } from '../../core/basics/listen-address.ts'
import { formatCount } from '../../core/basics/quantities.ts'
import type { TapState } from '../../core/contract/calls/taps.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { useAsking } from '../desk/use-asking.ts'
import { ListenForm } from '../taps/listen-form.tsx'
import { TapTrouble } from '../taps/tap-trouble.tsx'
import { useCopied } from '../taps/use-copied.tsx'
import { useTaps } from '../taps/use-taps.ts'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { PageCard, PageLine } from '../ui/page.tsx'
import { Segments } from '../ui/segments.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

/** The section about taps. */
export function Tapping(): ReactElement {
  const { client, actions } = useDesk()
  const { listen, keepBodies, servers } = useLive((state) => state.settings.taps)
  const names = useLive((state) => state.servers)
  const isLost = useLive((state) => state.link.state === 'lost')
  const taps = useTaps()
  const { refusal, ask } = useAsking<'saving'>()
  const { region, said } = useCopied()
  const keep = (on: boolean) =>
    void ask('saving', () => taps.change(() => client.call('taps.configure', { keepBodies: on })))
  const tapOne = () =>
    actions.openDialog({ type: 'servers', edit: names.length === 0 ? 'new' : null, part: 'tap' })

  if (taps.none !== null || taps.state === null) {
    const asking = isLost ? 'The engine does not answer.' : 'Asking for the taps…'
    return (
      <PageCard>
        <p className="px-3.5 py-3 text-ink-2">{taps.none ?? asking}</p>
      </PageCard>
    )
  }
  const { state } = taps
  return (
    <PageCard>
      {servers.length === 0 && (
        <p className="px-3.5 py-3 text-ink-2">
          A tap is an address that stands for a server: applications that ask it are watched here, and notice
          nothing. Each server has a switch for it.
        </p>
      )}
      {(state.state === 'failed' || state.warning !== null) && (
        <div className="p-2">
          <TapTrouble taps={taps} inSettings />
        </div>
      )}
      {servers.length > 0 && (
        <ul aria-label="Taps">
          {servers.map((wish) => (
            <TapLine
              key={wish.serverId}
              server={names.find(({ id }) => id === wish.serverId)?.name ?? wish.name}
              serverId={wish.serverId}
              url={`http://${state.listen}/${wish.name}`}
              tap={state.taps.find(({ serverId }) => serverId === wish.serverId)}
              onCopied={() => said('Copied the address of the tap.')}
            />
          ))}
        </ul>
      )}
      <div className="border-line border-t first:border-t-0">
        <ListenForm
          key={listen}
          taps={taps}
          listen={listen}
          around={(field) => (
            <PageLine label="Where taps listen" help="127.0.0.1 is this computer alone">
              {field}
            </PageLine>
          )}
        />
      </div>
      <PageLine label="Bodies of requests" help="Secrets in them are masked">
        <Segments
          label="Bodies of requests"
          segments={[
            { words: 'Keep with their runs', chosen: keepBodies, choose: () => keep(true) },
            { words: 'Leave out', chosen: !keepBodies, choose: () => keep(false) },
          ]}
        />
        {refusal !== null && (
          <p role="alert" className="mt-1 text-bad text-tiny">
            {refusal}
          </p>
        )}
      </PageLine>
      <div className="border-line border-t px-3.5 py-2.5">
        <Button onClick={tapOne}>Tap a server…</Button>
      </div>
      {region}
    </PageCard>
  )
}

type Tap = TapState['taps'][number]

type LineProps = {
  readonly server: string
  readonly serverId: number
  readonly url: string
  readonly tap: Tap | undefined
  readonly onCopied: () => void
}

function TapLine({ server, serverId, url, tap, onCopied }: LineProps): ReactElement {
  const { actions } = useDesk()
  const here = addressHere(tap?.url ?? url)
  return (
    <li className="flex items-center gap-3 border-line border-t px-3.5 py-2 first:border-t-0">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <UntrustedText text={server} className="font-medium [overflow-wrap:anywhere]" />
          <span className="text-ink-3 text-small tabular-nums">{formatPassed(tap)}</span>
        </p>
        <p className="selectable font-mono text-ink-2 text-small [overflow-wrap:anywhere]">{here}</p>
      </div>
      <CopyButton
        text={here}
        label={`Copy the address of the tap of ${server}`}
        onCopied={onCopied}
        className="size-7 shrink-0 justify-center rounded-md hover:bg-hover"
      />
      <Button
        size="small"
        aria-label={`Edit the tap of ${server}`}
        onClick={() => actions.openDialog({ type: 'servers', edit: serverId, part: 'tap' })}
      >
        Edit
      </Button>
    </li>
  )
}

/** `1,204 requests, 38 streams`; `nothing asked yet`; empty until it is known. */
function formatPassed(tap: Tap | undefined): string {
  if (tap === undefined) return ''
  const { requests, streams } = tap.counts
  if (requests === 0) return 'nothing asked yet'
  return `${formatCount(requests, 'request')}, ${formatCount(streams, 'stream')}`
}
