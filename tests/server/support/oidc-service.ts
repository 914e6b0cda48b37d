// A sign-in service of a test's own: a real OpenID provider over HTTPS on the loopback, whose people are who they say they are.

import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import Provider from 'oidc-provider'
import type { Certificate } from '../../support/certificates.ts'

export type OidcService = {
  readonly issuer: string
  readonly clientId: string
  readonly secret: string
  /** The claims of a person, by the name they sign in with. */
  readonly people: Map<string, Readonly<Record<string, unknown>>>
  /** Lets the hub at this address send people here. */
  readonly serve: (hub: string) => void
  /** Changes what is answered, or with what: `null` passes on. */
  meddle: RequestListener | null
  readonly close: () => Promise<void>
}

/** The certificate is trusted by this process until it is closed. */
export async function startOidcService({ cert, key }: Certificate): Promise<OidcService> {
  const trusted = getCACertificates('default')
  setDefaultCACertificates([...trusted, cert])
  let answer: RequestListener | null = null
  const server = createServer({ cert, key }, (request, response) => {
    const handler = service.meddle ?? answer
    if (handler === null) response.writeHead(503).end()
    else handler(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  const [clientId, secret] = ['runlight', 'a secret of the client’s'.replaceAll(/\W/g, '-')]
  const people: OidcService['people'] = new Map()
  const service: OidcService = {
    issuer,
    clientId,
    secret,
    people,
    meddle: null,
    serve: (hub) => {
      const provider = new Provider(issuer, {
        clients: [
          {
            client_id: clientId,
            client_secret: secret,
            redirect_uris: [new URL('/sign-in/back', hub).href],
            post_logout_redirect_uris: [new URL('/sign-in', hub).href],
          },
        ],
        claims: {
          openid: ['sub'],
          profile: ['name'],
          email: ['email', 'email_verified'],
          groups: ['groups'],
        },
        cookies: { keys: ['a key of the test'] },
        pkce: { required: () => true },
        features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
        findAccount: (_context, subject) => ({
          accountId: subject,
          claims: () => ({ sub: subject, ...people.get(subject) }),
        }),
        ttl: { Session: 600, Interaction: 600, Grant: 600, IdToken: 600, AccessToken: 600 },
      })
      answer = provider.callback()
    },
    close: () =>
      new Promise((resolve) => {
        // The next one in this process has a certificate of the same name, which would be taken for this one.
        setDefaultCACertificates(trusted)
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return service
}
