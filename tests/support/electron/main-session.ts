// `session`: the default one and those of partitions, each with permission handlers, protocols and storage of its own. Without a
// handler everything is granted, as in Electron.

import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { app, assertReady } from './main-app.ts'
import { browserSide } from './main-link.ts'
import { defaultProtocol, handleIn, type ProtocolHandlers } from './main-protocol.ts'

type Details = { readonly requestingUrl: string; readonly isMainFrame: boolean }
type RequestHandler = (
  contents: null,
  permission: string,
  answer: (granted: boolean) => void,
  details: Details,
) => void
type CheckHandler = (contents: null, permission: string, origin: string, details: Details) => boolean

export type StandInSession = ReturnType<typeof createSession>

function createSession(protocols: ProtocolHandlers, profile: () => string) {
  let onRequest: RequestHandler | null = null
  let onCheck: CheckHandler | null = null
  return Object.assign(new EventEmitter(), {
    /** The folder of its data. */
    profile,
    protocols,
    protocol: { handle: handleIn(protocols) },
    setPermissionRequestHandler: (handler: RequestHandler | null) => {
      onRequest = handler
    },
    setPermissionCheckHandler: (handler: CheckHandler | null) => {
      onCheck = handler
    },
    setDevicePermissionHandler: (_handler: (() => boolean) | null) => {},
    clearStorageData: () => browserSide.clearProfile(profile()),
    clearCache: async () => {},
    /** Most of the web's interfaces check first and request when the check was refused. */
    mayUse: (permission: string, url: string) => {
      const details = { requestingUrl: url, isMainFrame: true }
      const checked = onCheck === null || onCheck(null, permission, url, details)
      let granted = checked || onRequest === null
      if (!checked) onRequest?.(null, permission, (answer) => (granted = answer), details)
      return granted
    },
  })
}

const defaultSession = createSession(defaultProtocol, () => app.getPath('userData'))
const partitions = new Map<string, StandInSession>()

export const session = {
  get defaultSession() {
    assertReady(true, 'Session can not be received')
    return defaultSession
  },
  fromPartition: (partition: string) => {
    assertReady(true, 'Session can not be received')
    const [, name] = /^persist:([\w-]+)$/.exec(partition) ?? []
    if (name === undefined) throw new Error('The stand-in knows partitions that persist, and no others.')
    const known = partitions.get(name)
    if (known !== undefined) return known
    const made = createSession(new Map(), () => join(app.getPath('userData'), 'Partitions', name))
    partitions.set(name, made)
    return made
  },
}
