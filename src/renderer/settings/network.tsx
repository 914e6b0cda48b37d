// How each server is reached, and where credentials are kept. Proxy, certificate and credentials belong to a server: they
// are changed in its form.

import type { ReactElement } from 'react'
import type { Server } from '../../core/contract/server.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { inFirstSpace, useWhyNot } from '../desk/may.ts'
import { Button } from '../ui/button.tsx'
import { PageCard, PageLine } from '../ui/page.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

/** The servers, and the keeping of credentials. */
export function Network(): ReactElement {
  const { actions } = useDesk()
  const servers = useLive((state) => state.servers)
  const off = useWhyNot('admin', inFirstSpace)
  const capabilities = useLive((state) => state.info?.capabilities ?? null)
  return (
    <PageCard>
      {servers.length === 0 && (
        <p className="px-3.5 pt-3 text-ink-2">
          No server is set up. An address without one is reached directly, with the system’s certificates.
        </p>
      )}
      {servers.map((server) => (
        <PageLine key={server.id} label={<UntrustedText text={server.name} />}>
          <div className="flex items-center gap-3">
            <p className="min-w-0 flex-1 text-ink-2 [overflow-wrap:anywhere]">{formatWay(server)}</p>
            <EditButton server={server} />
          </div>
        </PageLine>
      ))}
      {capabilities !== null && (
        <PageLine label="Credentials">
          <p className="text-ink-2">
            {capabilities.keepsSecrets === 'keychain'
              ? 'Kept in the system’s key store.'
              : 'Kept until Runlight closes.'}{' '}
            {capabilities.secretsNote}
          </p>
        </PageLine>
      )}
      <div className="px-3.5 py-2.5">
        <Button off={off} onClick={() => actions.openDialog({ type: 'servers', edit: 'new' })}>
          Add a server
        </Button>
      </div>
    </PageCard>
  )
}

function EditButton({ server }: { readonly server: Server }): ReactElement {
  const { actions } = useDesk()
  const off = useWhyNot('admin', server)
  return (
    <Button
      size="small"
      off={off}
      aria-label={`Edit the server ${server.name}`}
      onClick={() => actions.openDialog({ type: 'servers', edit: server.id })}
    >
      Edit
    </Button>
  )
}

/** `through http://proxy.example:3128, with a certificate authority of its own`. */
function formatWay({ proxyUrl, caPem }: Server): string {
  const way = proxyUrl === null ? 'directly, without a proxy' : `through ${proxyUrl}`
  return caPem === null ? way : `${way}, with a certificate authority of its own`
}
