// What the browser host and its bridge say to each other over the WebSocket, and nothing that either does with it. Both
// sides import this leaf, so it knows neither Node nor the DOM and carries no schema library into the page.

/** Where the bridge connects. */
export const socketPath = '/api/socket'

/** The one HTTP call there is, for scripts. */
export const callPath = '/api/call'

/** Where the bridge's own script is served. */
export const bridgePath = '/bridge.js'

/** The header that carries the proof of a page of ours, with a call by the session's cookie. */
export const proofHeader = 'x-runlight-proof'

/** In the page's head: its host is a team's, where it comes in by its session. */
export const teamMark = '<meta name="runlight-host" content="team" />'

/** Close codes of the host's own (RFC 6455, 7.4.2: 4000–4999 are private). */
export const closeCodes = {
  /** The token is not this host's, or the session is over: trying again is of no use. */
  wrongToken: 4401,
  /** What the person may do here has changed: the page comes in anew, and asks for all of it again. */
  newRights: 4403,
  /** Whoever asks is signed in and was given nothing, or has nothing any more. */
  noRole: 4404,
  /** No token came in time. */
  noToken: 4408,
  /** Too many wrong tokens at once. */
  tooMany: 4429,
  /** As many pages as can be served are open. */
  tooManyPages: 4409,
  /** What was sent is no call. */
  notACall: 4400,
} as const

/**
 * To the host: first `{token}`, then calls, and whether pushes are wanted. To the page: first `{token}`, the one to come back
 * with; then answers to calls by their `id`, and pushes.
 */
export type CallFrame = { readonly id: number; readonly name: string; readonly input: unknown }

/**
 * A page that nobody sees wants no pushes, but what it tells of all the same: alerts, and which runs need somebody. Pushes are
 * wanted until a page says otherwise.
 */
export type PushesFrame = { readonly pushes: boolean }
