// The other end of the wire: a hub as a program reaches it that is no page. Calls go over HTTP, pushes come over the same
// WebSocket as a page's. It keeps no state of the hub.

import { WebSocket } from 'ws'
import { RunlightError } from '../../core/basics/errors.ts'
import type { Changes } from '../../core/contract/contract.ts'
import type { Answer, Dispatch } from '../../core/contract/dispatch.ts'
import { callPath, socketPath } from '../wire/wire.ts'

/** `origin` as in `https://hub.example.com`; `token` opens it. */
export type HubPlace = { readonly origin: string; readonly token: string }

export type Hub = {
  /** As the engine's own: it never rejects, and where the hub was not reached that is the answer. */
  readonly dispatch: Dispatch
  /**
   * Calls `listener` with every push, and with null whenever pushes were lost: what was missed is asked for anew. Connects at
   * the first; returns what ends it.
   */
  readonly onChanges: (listener: (changes: Changes | null) => void) => () => void
  /** The bytes of an export that a call has prepared, at its `download` path. Rejects `not-found` where it is not there any more. */
  readonly download: (path: string) => Promise<AsyncIterable<Uint8Array>>
}

const againAfterMs = 1_000

/** A hub that is asked when something is. Certificates are those that Node trusts, `NODE_EXTRA_CA_CERTS` among them. */
export function createHub({ origin, token }: HubPlace): Hub {
  const authorization = `Bearer ${token}`
  return {
    dispatch: async (name, input) => {
      try {
        const response = await fetch(`${origin}${callPath}`, {
          method: 'POST',
          redirect: 'error',
          headers: { 'content-type': 'application/json', authorization },
          body: JSON.stringify({ name, input }),
        })
        return readAnswer(await response.json()) ?? failure(noRunlight(origin))
      } catch (thrown) {
        return failure(thrown instanceof SyntaxError ? noRunlight(origin) : unreached(origin, thrown))
      }
    },
    onChanges: (listener) => {
      let socket: WebSocket | null = null
      let again: NodeJS.Timeout | undefined
      const connect = () => {
        socket = new WebSocket(`${origin.replace(/^http/, 'ws')}${socketPath}`, {
          origin,
          headers: { authorization },
        })
        socket.on('open', () => socket?.send(JSON.stringify({ token })))
        socket.on('message', (data) => {
          const frame: object = Object(JSON.parse(data.toString()))
          if ('changes' in frame) listener(frame.changes as Changes)
          // The first frame: pushes come from now on, and those before it are missing.
          else if ('token' in frame) listener(null)
        })
        socket.on('error', () => {})
        socket.once('close', () => {
          again = setTimeout(connect, againAfterMs)
        })
      }
      connect()
      return () => {
        socket?.removeAllListeners('close')
        socket?.close()
        clearTimeout(again)
      }
    },
    download: async (path) => {
      const response = await fetch(`${origin}${path}`, {
        redirect: 'error',
        headers: { authorization },
      }).catch((thrown: unknown) => {
        throw unreached(origin, thrown)
      })
      if (response.status !== 200 || response.body === null)
        throw new RunlightError('not-found', 'The hub does not have the export any more: export again.')
      return response.body
    },
  }
}

/** Null where it is none. A code of a later version is one that nothing here acts on. */
function readAnswer(body: unknown): Answer | null {
  const { ok, value, error }: Record<string, unknown> = Object(body)
  if (ok === true) return { ok, value }
  const { code, message, detail }: Record<string, unknown> = Object(error)
  if (ok !== false || typeof code !== 'string' || typeof message !== 'string') return null
  return {
    ok,
    error: { code: code as RunlightError['code'], message, detail: detail ? Object(detail) : null },
  }
}

function failure({ code, message, detail }: RunlightError): Answer {
  return { ok: false, error: { code, message, detail } }
}

function noRunlight(origin: string): RunlightError {
  return new RunlightError(
    'unreachable',
    `What answers at ${origin} is no Runlight: see whether the address is right.`,
  )
}

function unreached(origin: string, thrown: unknown): RunlightError {
  const cause = thrown instanceof Error ? thrown.cause : null
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
  return new RunlightError(
    'unreachable',
    `The hub at ${origin} was not reached${code}: see whether it runs and whether its address is right.`,
  )
}
