// Whether this Linux desktop shows tray icons. Electron makes a tray anywhere and cannot tell whether anybody draws it, so
// the session bus is asked for a StatusNotifier host. Without an answer there is none: a window that is hidden where no
// icon is shown could not be found again.

import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { strictPercentDecode } from '../../core/basics/percent.ts'
import { type BusCall, decodeAnswer, encodeCall } from './bus-message.ts'

const hello: BusCall = {
  serial: 1,
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
  member: 'Hello',
  args: [],
}

const isHostThere: BusCall = {
  serial: 2,
  destination: 'org.kde.StatusNotifierWatcher',
  path: '/StatusNotifierWatcher',
  interface: 'org.freedesktop.DBus.Properties',
  member: 'Get',
  args: ['org.kde.StatusNotifierWatcher', 'IsStatusNotifierHostRegistered'],
}

/** The bus answers within milliseconds; a person who closes a window does not wait for one that hangs. */
const answerWithinMs = 500
const askAgainMs = 500
/** An answer of the bus is small; whatever sends more is something else. */
const mostBytes = 64 * 1024

/** Whether a host of tray icons says that it is there. Never rejects. */
export async function hasTrayHost(env: NodeJS.ProcessEnv, uid: number): Promise<boolean> {
  const path = busPath(env)
  if (path === null) return false
  const socket = connect(path)
  const late = setTimeout(() => socket.destroy(), answerWithinMs)
  try {
    return await ask(socket, uid)
  } catch {
    return false
  } finally {
    clearTimeout(late)
    socket.destroy()
  }
}

async function ask(socket: Socket, uid: number): Promise<boolean> {
  // The user's number as text, each byte in hexadecimal; the zero byte comes before everything else.
  socket.write(`\0AUTH EXTERNAL ${Buffer.from(String(uid)).toString('hex')}\r\n`)
  let received = Buffer.alloc(0)
  let isIn = false
  for await (const piece of socket) {
    received = Buffer.concat([received, piece])
    if (received.length > mostBytes) return false
    if (!isIn) {
      const end = received.indexOf('\r\n')
      if (end < 0) continue
      if (!received.subarray(0, end).toString('latin1').startsWith('OK ')) return false
      isIn = true
      received = received.subarray(end + 2)
      socket.write(Buffer.concat([Buffer.from('BEGIN\r\n'), encodeCall(hello), encodeCall(isHostThere)]))
    }
    for (let next = decodeAnswer(received); next !== null; next = decodeAnswer(received)) {
      received = Buffer.from(next.rest)
      if (next.answer?.serial === isHostThere.serial) return next.answer.value === true
    }
  }
  return false
}

/** Whether a tray is seen within ten seconds: at login the desktop's own parts may start later than the app. */
export async function isTraySeenSoon(isSeen: () => Promise<boolean>, triesLeft = 20): Promise<boolean> {
  if (await isSeen()) return true
  if (triesLeft === 0) return false
  await wait(askAgainMs)
  return isTraySeenSoon(isSeen, triesLeft - 1)
}

/** The socket of the session bus; null where its address names none. An abstract one begins with a zero byte. */
export function busPath(env: NodeJS.ProcessEnv): string | null {
  const { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: folder } = env
  if (address === undefined || address === '') return folder === undefined ? null : `${folder}/bus`
  for (const one of address.split(';')) {
    const [, kind, value = ''] = /^unix:(?:.*,)?(path|abstract)=([^,]+)/.exec(one) ?? []
    if (kind === undefined) continue
    const name = strictPercentDecode(value)
    if (name !== null) return kind === 'path' ? name : `\0${name}`
  }
  return null
}
