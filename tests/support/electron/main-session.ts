// `session`: the one session there is, with its permission handlers. Without a handler everything is granted, as in
// Electron.

import { EventEmitter } from 'node:events'
import { assertReady } from './main-app.ts'
import { serve } from './main-link.ts'

type Details = { readonly requestingUrl: string; readonly isMainFrame: boolean }
type RequestHandler = (
  contents: null,
  permission: string,
  answer: (granted: boolean) => void,
  details: Details,
) => void
type CheckHandler = (contents: null, permission: string, origin: string, details: Details) => boolean

let onRequest: RequestHandler | null = null
let onCheck: CheckHandler | null = null

const defaultSession = Object.assign(new EventEmitter(), {
  setPermissionRequestHandler: (handler: RequestHandler | null) => {
    onRequest = handler
  },
  setPermissionCheckHandler: (handler: CheckHandler | null) => {
    onCheck = handler
  },
  setDevicePermissionHandler: (_handler: (() => boolean) | null) => {},
})

export const session = {
  get defaultSession() {
    assertReady(true, 'Session can not be received')
    return defaultSession
  },
}

/** Most of the web's interfaces check first and request when the check was refused. */
serve('mayUse', (_id, permission, url) => {
  const details = { requestingUrl: url, isMainFrame: true }
  const checked = onCheck === null || onCheck(null, permission, url, details)
  let granted = checked || onRequest === null
  if (!checked) onRequest?.(null, permission, (answer) => (granted = answer), details)
  return granted
})
