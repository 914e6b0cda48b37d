// Coming in and going out, without a word of HTTP: tokens with their lock-outs, the way to the sign-in service and back, and
// the end of a session. Each is noted in the audit list, and so is each refusal.

import { randomBytes } from 'node:crypto'
import { RunlightError } from '../../core/basics/errors.ts'
import type { AccessPort, From, Visitor } from '../../engine/index.ts'
import { networkOf } from './addresses.ts'
import type { Oidc } from './oidc.ts'
import { ownPath } from './own-path.ts'

/**
 * Why somebody did not come in: `sentence` is for them. `waitMs`: how long to wait before the next try, which goes on to `to`,
 * as this one did.
 */
export type Refused = {
  readonly ok: false
  readonly sentence: string
  readonly waitMs: number
  readonly to: string
}
export type Came = { readonly ok: true; readonly session: string; readonly to: string }

export type Door = {
  readonly byToken: (token: string, to: string | null, from: From) => Promise<Came | Refused>
  /** A token that is no token of ours was sent with a call. Gives how long its sender has to wait, in ms. */
  readonly wrongToken: (token: string, from: From) => Promise<number>
  /** Where the browser goes, and the state that it has to bring back. Rejects where there is no service, or it is away. */
  readonly begin: (to: string | null) => Promise<{ readonly url: string; readonly state: string }>
  /** `url`: where the service sent the browser. `state`: what the browser brought, null where nothing. */
  readonly back: (url: URL, state: string | null, from: From) => Promise<Came | Refused>
  readonly wentOut: (visitor: Visitor, from: From) => void
}

const shownForm = /^(rl_[0-9a-f]{12})_/

export function createDoor(
  access: AccessPort,
  oidc: Oidc | null,
  onDefect: (where: string, thrown: unknown) => void,
): Door {
  const { sessions, tokens, signIns, lockOuts, audit } = access
  const note = (who: string, what: string, detail: Readonly<Record<string, unknown>>) =>
    void audit.note(who, what, detail).catch((thrown: unknown) => onDefect('audit', thrown))
  const keysOf = (token: string, { address }: From) => {
    const shown = shownForm.exec(token)?.[1]
    return [`address ${networkOf(address)}`, ...(shown === undefined ? [] : [`token ${shown}`])]
  }
  const wrongToken = async (token: string, from: From) => {
    const keys = keysOf(token, from)
    const locked = await lockOuts.wrong(keys)
    note('somebody', 'sign-in.refused', { by: 'token', keys, ...from })
    for (const key of locked) note('somebody', 'lock-out', { key, ...from })
    return locked.length === 0 ? 0 : lockOuts.left(keys)
  }

  return {
    wrongToken,
    byToken: async (token, to, from) => {
      // The right token always comes in: another's guesses must not shut its owner out.
      const found = await tokens.look(token)
      if (found === null) {
        const left = await lockOuts.left(keysOf(token, from))
        const wait = left > 0 ? left : await wrongToken(token, from)
        return wait > 0
          ? { ok: false, sentence: lockedSentence(wait), waitMs: wait, to: ownPath(to) }
          : { ok: false, sentence: wrongSentence, waitMs: 0, to: ownPath(to) }
      }
      const session = await sessions.open({ token: found.token }, from)
      note(found.caller.name, 'sign-in', { by: 'token', ...from })
      return { ok: true, session, to: ownPath(to) }
    },
    begin: async (to) => {
      if (oidc === null)
        throw new RunlightError('not-found', 'There is no sign-in service here: use a token.')
      const state = randomBytes(32).toString('base64url')
      const { url, nonce, verifier } = await oidc.begin(state)
      await signIns.begin(state, { nonce, verifier, to: ownPath(to) })
      return { url, state }
    },
    back: async (url, state, from) => {
      const refuse = (why: string, sentence: string, to = '/'): Refused => {
        note('somebody', 'sign-in.refused', { by: 'service', why, ...from })
        return { ok: false, sentence, waitMs: 0, to }
      }
      if (oidc === null) return refuse('no service', 'There is no sign-in service here: use a token.')
      // The browser that comes back is the one that went, and it comes back once.
      if (state === null || url.searchParams.get('state') !== state) return refuse('state', strayed)
      const begun = await signIns.take(state)
      if (begun === null) return refuse('state', strayed)
      if (url.searchParams.has('error')) return refuse('the service', declined(oidc.name), begun.to)
      try {
        const vouched = await oidc.finish(url, { state, ...begun })
        const session = await sessions.open({ vouched }, from)
        const visitor = await sessions.look(session)
        note(visitor?.caller.name ?? vouched.name, 'sign-in', {
          by: 'service',
          issuer: vouched.issuer,
          ...from,
        })
        return { ok: true, session, to: begun.to }
      } catch (thrown) {
        if (!(thrown instanceof RunlightError)) throw thrown
        return refuse(thrown.code, thrown.message, begun.to)
      }
    },
    wentOut: ({ caller }, from) => note(caller.name, 'sign-out', { ...from }),
  }
}

const wrongSentence =
  'This is no token of this Runlight, or it has expired or was revoked. Paste the whole of it, from rl_ to its end.'
const strayed =
  'This sign-in was begun elsewhere, or took longer than ten minutes. Begin it once more here, in one tab.'

function declined(service: string): string {
  return `${service} did not sign you in. Try again, or ask whoever runs it whether you may use Runlight.`
}

function lockedSentence(ms: number): string {
  const minutes = Math.ceil(ms / 60_000)
  return `Too many wrong tokens came from here. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, or ask an admin to end the lock-out with “runlight token unlock”.`
}
