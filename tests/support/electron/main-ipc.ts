// `ipcMain`: one handler for each channel. What it returns crosses by structured clone, what it throws loses all but its
// message, as the documentation of `ipcMain.handle` says.

import { EventEmitter } from 'node:events'
import { contentsById } from './main-contents.ts'
import { serve } from './main-link.ts'
import { messageOf } from './wire.ts'

type Handler = (event: object, ...args: unknown[]) => unknown

const handlers = new Map<string, Handler>()

export const ipcMain = Object.assign(new EventEmitter(), {
  handle: (channel: string, handler: Handler) => {
    if (handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`)
    }
    handlers.set(channel, handler)
  },
  removeHandler: (channel: string) => {
    handlers.delete(channel)
  },
})

serve('invoke', async (id, frame, channel, args) => {
  const handler = handlers.get(channel)
  const sender = contentsById(id)
  try {
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
    if (sender === undefined) throw new Error('The sender is gone')
    const senderFrame = sender.frame(frame.id)
    return structuredClone(await handler({ sender, senderFrame, type: 'frame' }, ...args))
  } catch (thrown) {
    const name = thrown instanceof Error ? thrown.name : 'Error'
    throw new Error(`Error invoking remote method '${channel}': ${name}: ${messageOf(thrown)}`)
  }
})
