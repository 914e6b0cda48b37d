// What was chosen for this browser, and what it lets the page do: notifications and sound belong to the machine in front
// of a person, and not to the log. The choices are read anew each time, so that every tab has them.

const kept = { notify: 'telling-off', sound: 'sound-off' } as const
export type Way = keyof typeof kept

/** Whether `way` of telling is on in this browser: it is, until a person switches it off. */
export function isOn(way: Way): boolean {
  try {
    return localStorage.getItem(kept[way]) === null
  } catch {
    return true
  }
}

/** Switches `way` on or off for this browser. */
export function choose(way: Way, on: boolean): void {
  try {
    if (on) localStorage.removeItem(kept[way])
    else localStorage.setItem(kept[way], '')
  } catch {
    // Storage is switched off: it stays on.
  }
}

/** `ask`: nobody has answered yet. `insecure`: browsers give notifications to secure addresses alone. */
export type Permission = 'allowed' | 'ask' | 'denied' | 'insecure' | 'missing'

/** What this browser lets the page do now. */
export function permissionNow(): Permission {
  if (!isSecureContext) return 'insecure'
  if (!('Notification' in globalThis)) return 'missing'
  const answers = { granted: 'allowed', default: 'ask', denied: 'denied' } as const
  return answers[Notification.permission]
}

/** Asks the person, by the browser's own question. Only ever called because a button was pressed. */
export async function askPermission(): Promise<Permission> {
  await Notification.requestPermission()
  return permissionNow()
}

/** Calls `listener` when the permission is given or taken away elsewhere; returns what stops that. */
export function onPermission(listener: () => void): () => void {
  let status: PermissionStatus | null = null
  let isStopped = false
  navigator.permissions?.query({ name: 'notifications' }).then(
    (found) => {
      if (isStopped) return
      status = found
      status.addEventListener('change', listener)
    },
    () => {
      // This browser does not say: the page shows it when it is opened next.
    },
  )
  return () => {
    isStopped = true
    status?.removeEventListener('change', listener)
  }
}
