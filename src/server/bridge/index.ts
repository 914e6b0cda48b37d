// The browser host's side of the bridge: defines `window.runlight` before the renderer's own script runs, so that the very
// same renderer finds the very same two functions as on the desktop. A call that cannot reach the engine rejects with a
// sentence for the person, and with `code` and `detail` as the engine's own refusals have them.

import type { ErrorCode } from '../../core/basics/errors.ts'
import type { Bridge } from '../../core/contract/contract.ts'
import { createLink, type LinkState, ofTeam } from './link.ts'

type Waiting = { readonly resolve: (answer: unknown) => void; readonly reject: (error: Error) => void }

const waiting = new Map<number, Waiting>()
const listeners = new Set<(changes: unknown) => void>()
let held: (() => void)[] = []
let nextId = 1

const away: readonly [ErrorCode, string] = [
  'unreachable',
  ofTeam
    ? 'Runlight cannot be reached. This page comes back by itself.'
    : 'Runlight cannot be reached: see whether “runlight serve” still runs. This page comes back by itself.',
]
const reasons: Readonly<Record<LinkState | 'signed-out', readonly [ErrorCode, string]>> = {
  opening: away,
  ready: away,
  lost: away,
  refused: [
    'needs-credentials',
    'This page may not come in: open the address that “runlight serve” printed, the whole of it.',
  ],
  'signed-out': ['needs-credentials', 'You are signed out: sign in again.'],
  'no-role': [
    'needs-credentials',
    'Your account has no role here any more: ask an admin of this Runlight to give you one.',
  ],
}

const link = createLink({
  onState: (state) => {
    if (state === 'ready') {
      if (document.visibilityState === 'hidden') sayPushes()
      for (const send of held.splice(0)) send()
    } else if (state !== 'opening') {
      giveUp(state)
      for (const listener of listeners) listener(null)
    }
  },
  onFrame: (frame) => {
    if ('changes' in frame) for (const listener of listeners) listener(frame.changes)
    else if ('id' in frame && typeof frame.id === 'number' && 'answer' in frame) {
      waiting.get(frame.id)?.resolve(frame.answer)
      waiting.delete(frame.id)
    }
  },
})

/** A page that nobody sees is told of alerts and of who is needed alone, and asks for what is true when it is shown. */
function sayPushes(): void {
  if (link.state() === 'ready') link.send({ pushes: document.visibilityState === 'visible' })
}
document.addEventListener('visibilitychange', sayPushes)

/** Nothing that was asked will be answered any more: who asks again knows whether it may be asked twice. */
function giveUp(state: LinkState): void {
  held = []
  for (const call of waiting.values()) call.reject(unreached(state))
  waiting.clear()
}

function unreached(state: LinkState): Error {
  const [code, message] = reasons[state === 'refused' && ofTeam ? 'signed-out' : state]
  return Object.assign(new Error(message), { code, detail: null })
}

const bridge: Bridge = {
  call: (name, input) =>
    new Promise((resolve, reject) => {
      const state = link.state()
      if (state !== 'ready' && state !== 'opening') return reject(unreached(state))
      const id = nextId++
      waiting.set(id, { resolve, reject })
      const send = () => link.send({ id, name, input })
      if (state === 'ready') send()
      else held.push(send)
    }),
  onChanges: (listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

Object.defineProperty(window, 'runlight', { value: Object.freeze(bridge) })
