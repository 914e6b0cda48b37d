// What the engine needs from its host. Each host gives its own implementation; the engine never asks which host it is.

import type { DeskState } from '../../core/contract/calls/desk.ts'
import type { HubPlace } from '../../core/contract/calls/hubs.ts'
import type { Server } from '../../core/contract/server.ts'
import type { HubAbout } from '../../core/team/hub-about.ts'

/**
 * How long credentials are kept: in the system's key store, or until the engine closes. `note` says why not longer and what
 * to do, in sentences; null where there is nothing to say.
 */
export type SecretKeeping = { readonly keeps: 'keychain' | 'session'; readonly note: string | null }

/** Where the requests to a server go, and who is believed to be it. */
export type ServerWay = Pick<Server, 'name' | 'baseUrl' | 'proxyUrl' | 'caPem'>

/** Where credentials live. */
export type SecretStore = {
  /** As it is now: a key store may answer late, or refuse later. */
  readonly keeping: () => SecretKeeping
  /** Tells that what could not be read may be readable now. Returns what ends the subscription. */
  readonly onChange: (listener: () => void) => () => void
  /**
   * The secret, or null where there is none or its store cannot be read any more. `server`: the one whose credential it is, as it is
   * to be sent there now.
   */
  readonly get: (ref: string, server?: ServerWay) => Promise<string | null>
  readonly set: (ref: string, value: string) => Promise<void>
  /** Throws as `set` would where nothing at all can be stored; absent where it can. */
  readonly mayStore?: () => void
  readonly remove: (ref: string) => Promise<void>
}

export type NetworkSignal = 'suspend' | 'resume' | 'offline' | 'online'

/** Sleep, wake, and the network's coming and going. Returns what ends the subscription. */
export type NetworkPort = (listener: (signal: NetworkSignal) => void) => () => void

/** Starts the sample backend, or gives the one that runs. */
export type SamplePort = () => Promise<{
  readonly baseUrl: string
  readonly runs: readonly SampleRun[]
  /** Starts applications that ask the backend by way of this address; returns what ends them. */
  readonly applications?: (url: string) => () => void
}>

type SampleRun = { readonly kind: string; readonly params: Readonly<Record<string, string>> }

/** Credentials in memory only, for hosts without a key store. */
export function createSessionSecrets(): SecretStore {
  const secrets = new Map<string, string>()
  return {
    keeping: () => ({ keeps: 'session', note: null }),
    onChange: () => () => {},
    get: async (ref) => secrets.get(ref) ?? null,
    set: async (ref, value) => {
      secrets.set(ref, value)
    },
    remove: async (ref) => {
      secrets.delete(ref)
    },
  }
}

/** The desktop around a host's window. */
export type DeskPort = {
  readonly state: () => Promise<DeskState>
  /** Rejects with a RunlightError that says why it could not be changed. */
  readonly startAtLogin: (on: boolean) => Promise<void>
  /** Closes the window, as a person would. */
  readonly close: () => void
  /** What the hub at `origin` says of itself. Rejects with a RunlightError that says why it was not reached, or is none. */
  readonly askHub: (origin: string) => Promise<HubAbout>
  /** Opens the hub’s window, or brings it to the front; with `token`, as it is opened by that. */
  readonly openHub: (hub: HubPlace, token: string | null) => void
  /** Closes the hub’s window and forgets all that it kept on this computer. */
  readonly forgetHub: (origin: string) => Promise<void>
}

/** Where an export goes: a file that the person chose, or a download that the host hands over. */
export type SaveTarget = { readonly type: 'file'; readonly path: string } | { readonly type: 'download' }

/** How this host lets a file go. Null where the person chose no place after all. */
export type FilePort = { readonly save: (name: string) => Promise<SaveTarget | null> }
