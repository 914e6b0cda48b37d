// Sign-in by OpenID Connect 1.0: the authorization code flow with PKCE (RFC 7636), state and nonce, at any service that can be
// discovered. The service's answers are checked by openid-client, the signature of its ID token included; nothing of them is
// kept but who the person is. The service is asked for when somebody signs in, so that a hub starts without it.

import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
} from 'openid-client'
import { RunlightError } from '../../core/basics/errors.ts'
import { isEncryptedOrHere } from '../../core/basics/listen-address.ts'
import type { Vouched } from '../../engine/index.ts'

export type OidcOptions = {
  readonly issuer: string
  readonly clientId: string
  /** Null for a public client: PKCE alone proves who began. */
  readonly secret: string | null
  /** The claim that holds a person’s groups. */
  readonly groupsClaim: string
}

export type Oidc = {
  /** As people know the service: its host. */
  readonly name: string
  /** Where the browser goes, and what to remember until it is back. */
  readonly begin: (
    state: string,
  ) => Promise<{ readonly url: string; readonly nonce: string; readonly verifier: string }>
  /** Who came back to `url`. Rejects `unreachable` where the service does not answer, `not-allowed` where its answer is not sound. */
  readonly finish: (
    url: URL,
    begun: { readonly state: string; readonly nonce: string; readonly verifier: string },
  ) => Promise<Vouched>
  /** Where a person ends the session at the service itself; null where it offers no such page or was not asked yet. */
  readonly endUrl: () => string | null
}

const timeoutSeconds = 10

/** `own`: this hub's address, known when it listens. Throws `bad-input` for an issuer that is no https address, but on this computer. */
export function createOidc({ issuer, clientId, secret, groupsClaim }: OidcOptions, own: () => string): Oidc {
  const service = issuerOf(issuer)
  const redirectUri = () => new URL('/sign-in/back', own()).href
  let found: Promise<Configuration> | null = null

  const configuration = (): Promise<Configuration> => {
    found ??= discover(service, clientId, secret).catch((thrown: unknown) => {
      found = null
      throw thrown
    })
    return found
  }
  let known: Configuration | null = null
  const ready = async () => {
    known = await configuration()
    return known
  }

  return {
    name: service.host,
    begin: async (state) => {
      const config = await ready().catch(away(service))
      const nonce = randomNonce()
      const verifier = randomPKCECodeVerifier()
      const scopes = config.serverMetadata().scopes_supported ?? []
      const url = buildAuthorizationUrl(config, {
        redirect_uri: redirectUri(),
        response_type: 'code',
        scope: ['openid', 'profile', 'email', ...(scopes.includes('groups') ? ['groups'] : [])].join(' '),
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      })
      return { url: url.href, nonce, verifier }
    },
    finish: async (url, { state, nonce, verifier }) => {
      const config = await ready().catch(away(service))
      // The address that the service was given, however the request reached this hub.
      const answered = new URL(redirectUri())
      answered.search = url.search
      const tokens = await authorizationCodeGrant(config, answered, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      }).catch(refused(service))
      const claims = tokens.claims()
      if (claims === undefined) throw unsound(service)
      const hasAll = groupsClaim in claims && 'name' in claims
      const more =
        hasAll || config.serverMetadata().userinfo_endpoint === undefined
          ? {}
          : await fetchUserInfo(config, tokens.access_token, claims.sub).catch(refused(service))
      return vouchedIn({ ...more, ...claims }, groupsClaim)
    },
    endUrl: () => {
      if (known?.serverMetadata().end_session_endpoint === undefined) return null
      return buildEndSessionUrl(known, { post_logout_redirect_uri: new URL('/sign-in', own()).href }).href
    },
  }
}

async function discover(service: URL, clientId: string, secret: string | null): Promise<Configuration> {
  const execute = service.protocol === 'http:' ? [allowInsecureRequests] : []
  const first = await discovery(service, clientId, undefined, None(), { timeout: timeoutSeconds, execute })
  const server = first.serverMetadata()
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  const proof =
    secret === null
      ? None()
      : methods.includes('client_secret_basic')
        ? ClientSecretBasic(secret)
        : ClientSecretPost(secret)
  const config = new Configuration(server, clientId, undefined, proof)
  config.timeout = timeoutSeconds
  for (const apply of execute) apply(config)
  enableNonRepudiationChecks(config)
  return config
}

function vouchedIn(claims: Readonly<Record<string, unknown>>, groupsClaim: string): Vouched {
  const text = (name: string) => {
    const value = claims[name]
    return typeof value === 'string' && value.trim() !== '' ? value : null
  }
  const groups = claims[groupsClaim]
  const email = claims.email_verified === false ? null : text('email')
  const subject = text('sub') ?? ''
  return {
    issuer: text('iss') ?? '',
    subject,
    name: text('name') ?? text('preferred_username') ?? email ?? subject,
    email,
    groups: Array.isArray(groups) ? groups.filter((group) => typeof group === 'string' && group !== '') : [],
  }
}

function issuerOf(issuer: string): URL {
  const url = URL.canParse(issuer) ? new URL(issuer) : null
  const isSound =
    url !== null && isEncryptedOrHere(url) && url.username === '' && url.search === '' && url.hash === ''
  if (!isSound)
    throw new RunlightError(
      'bad-input',
      'The issuer of the sign-in service must be an https address, as the service gives it.',
    )
  return url
}

function away(service: URL): (thrown: unknown) => never {
  return (thrown) => {
    throw Object.assign(
      new RunlightError(
        'unreachable',
        `The sign-in service at ${service.host} does not answer as one: try again in a moment, or tell an admin.`,
      ),
      { cause: thrown },
    )
  }
}

/** What the service sent is not repeated: anybody can put it into an address. */
function refused(service: URL): (thrown: unknown) => never {
  return (thrown) => {
    if (thrown instanceof TypeError && thrown.message === 'fetch failed') away(service)(thrown)
    throw Object.assign(unsound(service), { cause: thrown })
  }
}

function unsound(service: URL): RunlightError {
  return new RunlightError(
    'not-allowed',
    `The sign-in at ${service.host} did not come to a sound end, so nobody was signed in: try again.`,
  )
}
