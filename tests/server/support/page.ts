// A page of the browser host as a bare WebSocket: what it was told, and when it was let go.

import { WebSocket } from 'ws'
import type { TestHost } from './host.ts'

export type Page = {
  readonly socket: WebSocket
  /** Everything received so far, oldest first. */
  readonly frames: Frame[]
  /** The close code, once it is closed. */
  readonly closed: Promise<number>
  readonly next: (test: (frame: Frame) => boolean) => Promise<Frame>
}
type Frame = { token?: string; id?: number; answer?: unknown; changes?: { seq: number } }

/** Connects, and says nothing. */
export async function openPage(it: TestHost): Promise<Page> {
  const socket = new WebSocket(`ws://${it.own}/api/socket`, { origin: `http://${it.own}` })
  const frames: Frame[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (data) => {
    frames.push(JSON.parse(data.toString()))
    for (const look of waiting) look()
  })
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  const next = (wanted: (frame: Frame) => boolean) =>
    new Promise<Frame>((resolve) => {
      const look = () => {
        const found = frames.find(wanted)
        if (found === undefined) return
        waiting.delete(look)
        resolve(found)
      }
      waiting.add(look)
      look()
    })
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  return { socket, frames, closed, next }
}

/** Connects, and comes in. */
export async function enterPage(it: TestHost, token = it.host.token): Promise<Page> {
  const page = await openPage(it)
  page.socket.send(JSON.stringify({ token }))
  await page.next((frame) => frame.token !== undefined)
  return page
}
