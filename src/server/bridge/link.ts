// The WebSocket to the host, kept up: it comes in with the token, comes back by itself when it is lost, and stops where
// only a person can help. It knows frames and not their meaning. A page of a team's host comes in by its session's cookie, which
// it cannot see: where there is none any more it stays as it is, says so, and comes back by itself once somebody has signed in in
// another tab. Leading it to the sign-in at once was rejected: what somebody has typed would be gone.

import { closeCodes, socketPath } from '../wire/wire.ts'
import { keepToken, takeToken } from './token.ts'

/**
 * `opening` before the first answer of all, and when it is tried anew after a refusal: what is asked then may wait for it.
 * `no-role`: signed in, and given nothing.
 */
export type LinkState = 'opening' | 'ready' | 'lost' | 'refused' | 'no-role'

export type Link = {
  readonly state: () => LinkState
  readonly send: (frame: unknown) => void
}

export type LinkListener = {
  readonly onState: (state: LinkState) => void
  /** Every frame after the first, as parsed JSON. */
  readonly onFrame: (frame: object) => void
}

export const ofTeam = document.querySelector('meta[name="runlight-host"][content="team"]') !== null

const delaysMs = [300, 1_000, 2_000, 5_000] as const
/** Whoever signs in anew ends the session before, and has the next one's cookie a moment later. */
const newSessionMs = 1_000

/** Connects, and stays connected as long as the page lives. */
export function createLink({ onState, onFrame }: LinkListener): Link {
  let state: LinkState = 'opening'
  let socket: WebSocket | null = null
  let losses = 0
  /** Whether the next refusal is followed by one more try: it may be older than a sign-in. */
  let onceMore = false
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
        onceMore = true
        if (!ofTeam) keepToken(frame.token)
        move('ready')
      } else onFrame(frame)
    })
    opened.addEventListener('close', ({ code }) => {
      if (opened !== socket) return
      socket = null
      if (code === closeCodes.wrongToken || code === closeCodes.noRole) refuse(code)
      else lose()
    })
  }

  const refuse = (code: number) => {
    if (!ofTeam) keepToken(null)
    else if (onceMore) {
      again = setTimeout(connect, newSessionMs)
      onceMore = false
    }
    move(code === closeCodes.noRole ? 'no-role' : 'refused')
  }
  const tryAnew = () => {
    if (!ofTeam || state === 'ready') return
    // What is under way may be older than a sign-in.
    if (socket !== null || again !== undefined) onceMore = true
    if (socket !== null || state === 'lost') return
    move('opening')
    connect()
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
    if (document.visibilityState !== 'visible') return
    if (state === 'lost' && again !== undefined) connect()
    else tryAnew()
  })
  // Whoever comes back from another tab or window may have signed in there.
  addEventListener('focus', tryAnew)
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
