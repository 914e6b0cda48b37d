// The tap of one server: the switch, and, where it is on, the address, what passed there, the lines to copy, and what is known
// of what passes.

import type { ReactElement } from 'react'
import type { ServerTap } from '../../core/contract/calls/tap-settings.ts'
import type { Server } from '../../core/contract/server.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { useAsking } from '../desk/use-asking.ts'
import { Switch } from '../ui/switch.tsx'
import { CountsPart } from './counts-part.tsx'
import { LinesPart } from './lines-part.tsx'
import { TapFields } from './tap-fields.tsx'
import { proposeTapName } from './tap-name.ts'
import { TapRoute } from './tap-route.tsx'
import { TapTrouble } from './tap-trouble.tsx'
import { type Taps, useTaps } from './use-taps.ts'
import { WhatItMeans } from './what-it-means.tsx'

/** The part of the dialog about `server`. */
export function TapPart({ server }: { readonly server: Server }): ReactElement {
  const taps = useTaps()
  return (
    <div className="flex min-h-96 min-w-0 flex-1 flex-col gap-5 overflow-y-auto px-5 py-4 max-[640px]:min-h-0 max-[640px]:flex-none max-[640px]:overflow-visible">
      {taps.none === null ? (
        <Tapping server={server} taps={taps} />
      ) : (
        <p className="text-ink-2">{taps.none}</p>
      )}
    </div>
  )
}

function Tapping({ server, taps }: { readonly server: Server; readonly taps: Taps }): ReactElement {
  const { client } = useDesk()
  const { listen, servers } = useLive((state) => state.settings.taps)
  const { refusal, refused, forget, ask } = useAsking<'saving'>()
  const wish = servers.find(({ serverId }) => serverId === server.id)
  const tap = taps.state?.taps.find(({ serverId }) => serverId === server.id)
  const taken = servers.filter((one) => one !== wish).map(({ name }) => name)
  const name = wish?.name ?? proposeTapName(server.name, taken)
  const url = tap?.url ?? `http://${taps.state?.listen ?? listen}/${name}`

  const save = (part: Partial<ServerTap>) =>
    ask('saving', () => {
      const now = { name, kind: wish?.kind ?? null, readAs: wish?.readAs ?? null, ...part }
      return taps.change(() => client.call('taps.save', { serverId: server.id, ...now }))
    })
  const turn = (on: boolean) =>
    on
      ? save({})
      : ask('saving', () => taps.change(() => client.call('taps.remove', { serverId: server.id })))

  return (
    <>
      <div className="flex items-start justify-between gap-4">
        <div>
          <h3 className="font-medium">Tap this server</h3>
          <p className="text-ink-2 text-small">
            Applications that ask this address in place of the server are watched here, and notice nothing.
          </p>
        </div>
        <Switch
          label={`Tap ${server.name}`}
          isFirst
          checked={wish !== undefined}
          onChange={(on) => void turn(on)}
        />
      </div>
      {refusal !== null && refused.name === undefined && (
        <p role="alert" className="text-bad text-small">
          {refusal}
        </p>
      )}
      {taps.problem !== null && <p className="text-bad text-small">{taps.problem}</p>}
      <TapRoute url={url} to={server.baseUrl} isOn={wish !== undefined} />
      {wish === undefined ? (
        <WhatItMeans listen={taps.state?.listen ?? listen} to={server.baseUrl} />
      ) : taps.state === null || tap === undefined ? (
        <p className="animate-late text-ink-3 text-small">Asking what has passed…</p>
      ) : (
        <>
          <TapTrouble taps={taps} />
          <CountsPart counts={tap.counts} />
          {taps.state.state !== 'failed' && <LinesPart url={url} to={server.baseUrl} />}
          <TapFields
            key={wish.name}
            tap={wish}
            problem={refused.name ?? null}
            onEdit={forget}
            onSave={save}
          />
        </>
      )}
    </>
  )
}
