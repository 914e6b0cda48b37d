// The WebSocket to the host, kept up: it comes in with the token, comes back by itself when it is lost, and stops where
// only a person can help. It knows frames and not their meaning. A page of a team's host comes in by its session's cookie, which
// it cannot see, and is led to sign in where there is none.

import { closeCodes, socketPath } from '../wire/wire.ts'
import { keepToken, takeToken } from './token.ts'

/** `opening` only before the first answer of all: what is asked then may wait for it. */
export type LinkState = 'opening' | 'ready' | 'lost' | 'refused'

export type Link = {
  readonly state: () => LinkState
  readonly send: (frame: unknown) => void
}

export type LinkListener = {
  readonly onState: (state: LinkState) => void
  /** Every frame after the first, as parsed JSON. */
  readonly onFrame: (frame: object) => void
}

const ofTeam = document.querySelector('meta[name="runlight-host"][content="team"]') !== null

const delaysMs = [300, 1_000, 2_000, 5_000] as const

/** Connects, and stays connected as long as the page lives. */
export function createLink({ onState, onFrame }: LinkListener): Link {
  let state: LinkState = 'opening'
  let socket: WebSocket | null = null
  let losses = 0
  let again: ReturnType<typeof setTimeout> | undefined

  const move = (next: LinkState) => {
    state = next
    onState(next)
  }

  const connect = () => {
    clearTimeout(again)
    again = undefined
    const token = ofTeam ? null : takeToken()
    if (token === null && !ofTeam) return move('refused')
    const opened = new WebSocket(`${location.protocol.replace('http', 'ws')}//${location.host}${socketPath}`)
    socket = opened
    if (token !== null) opened.addEventListener('open', () => opened.send(JSON.stringify({ token })))
    opened.addEventListener('message', ({ data }) => {
      if (opened !== socket) return
      const frame = parse(data)
      if ('token' in frame && typeof frame.token === 'string') {
        losses = 0
        if (!ofTeam) keepToken(frame.token)
        move('ready')
      } else onFrame(frame)
    })
    opened.addEventListener('close', ({ code }) => {
      if (opened !== socket) return
      socket = null
      if (code === closeCodes.wrongToken) {
        if (ofTeam) location.assign(`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`)
        else keepToken(null)
        move('refused')
      } else lose()
    })
  }

  const lose = () => {
    const delay = delaysMs[Math.min(losses, delaysMs.length - 1)] ?? delaysMs[0]
    losses++
    again = setTimeout(connect, delay * (0.75 + Math.random() / 2))
    move('lost')
  }

  /** A new address in the same tab changes the fragment and loads nothing: its token counts all the same. */
  addEventListener('hashchange', () => {
    if (!location.hash.startsWith('#token=')) return
    socket?.close()
    socket = null
    move('lost')
    connect()
  })
  // Timers of a page that nobody looks at are slow; whoever comes back to it should not wait.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && again !== undefined) connect()
  })
  connect()

  return {
    state: () => state,
    // A socket that is closing takes nothing and complains; that it was lost is said when it has closed.
    send: (frame) => {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame))
    },
  }
}

function parse(data: unknown): object {
  const frame: unknown = JSON.parse(String(data))
  return typeof frame === 'object' && frame !== null ? frame : {}
}
