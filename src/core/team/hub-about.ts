// What a hub says of itself to whoever asks, before anybody has signed in: that it is one, and of which version. It says nothing
// of its team. The paths stand here, too, that a window knows which is held to the hub: by which its page is left for the sign-in
// service, and from which files come.

/** Answers with `HubAbout` as JSON, and with 200 as long as the process turns. */
export const healthPath = '/healthz'

/** The way to the sign-in service, and the page from which its own session can be ended. */
export const leavingPaths = { begin: '/sign-in/service', signOut: '/sign-out' } as const

/** Where finished exports are fetched, each by its number and its key. */
export const exportPath = '/api/export'

export type HubAbout = {
  readonly program: 'runlight'
  readonly version: string
  /** `owner`: one person by the address that it printed; `team`: people who sign in. */
  readonly serves: 'owner' | 'team'
}

/** What `value` says; null where that is no Runlight. A later version may say more. */
export function readHubAbout(value: unknown): HubAbout | null {
  if (typeof value !== 'object' || value === null) return null
  const { program, version, serves } = Object.fromEntries(Object.entries(value))
  if (program !== 'runlight' || typeof version !== 'string' || !/^[\w.+-]{1,60}$/.test(version)) return null
  return serves === 'owner' || serves === 'team' ? { program, version, serves } : null
}
