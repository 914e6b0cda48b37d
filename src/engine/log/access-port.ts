// Who may come to a shared log and how they came in, as the hub keeps it in the log itself: people, tokens, sessions, what each
// was given, lock-outs, the audit list. Types only. Secrets go in and come out of it as text; what is stored is their hash.
// Every function rejects with a RunlightError: `log-away` while the database cannot be reached.

import type { Caller, Role } from '../../core/team/roles.ts'
import type { AuditRow, Grant, Holder, Person, Space, Token } from '../../core/team/team.ts'

/** Somebody who has come in. `endsAt`: when at the latest the session or token ends, epoch ms; null: never. */
export type Visitor = {
  readonly caller: Caller
  readonly by: 'person' | 'token'
  readonly endsAt: number | null
}

/** What the sign-in service says of a person. */
export type Vouched = {
  readonly issuer: string
  readonly subject: string
  readonly name: string
  readonly email: string | null
  readonly groups: readonly string[]
}

/** A sign-in that was begun at the service and has not come back. */
export type Begun = {
  readonly nonce: string
  readonly verifier: string
  /** Where the page goes then: a path of this hub. */
  readonly to: string
}

/** By what a guess is counted: `address 192.0.2.7`, `token k3vQ…`. */
export type LockKey = string

/** From where something was asked, for the audit list. */
export type From = { readonly address: string; readonly agent: string }

export type AccessPort = {
  readonly sessions: {
    /** Opens a session and gives its secret, 256 random bits. */
    readonly open: (
      holder: { readonly vouched: Vouched } | { readonly token: number },
      from: From,
    ) => Promise<string>
    /** Whose session it is, and that it was used now; null where there is none, or none any more. */
    readonly look: (secret: string) => Promise<Visitor | null>
    readonly end: (secret: string) => Promise<void>
  }
  readonly tokens: {
    /** Whose token it is, and that it was used now; null where it is none, or none any more. */
    readonly look: (secret: string) => Promise<(Visitor & { readonly token: number }) | null>
    readonly list: () => Promise<readonly Token[]>
    readonly create: (
      made: {
        readonly name: string
        readonly space: number | null
        readonly role: Role
        readonly expiresAt: number | null
      },
      by: string,
    ) => Promise<{ readonly token: Token; readonly secret: string }>
    /** Ends the token and the sessions that were opened with it. Rejects `not-found`. */
    readonly revoke: (id: number, by: string) => Promise<void>
  }
  readonly signIns: {
    /** Remembers a sign-in for ten minutes; `state` is what the service sends back. */
    readonly begin: (state: string, begun: Begun) => Promise<void>
    /** Takes it: a second time there is none. */
    readonly take: (state: string) => Promise<Begun | null>
  }
  readonly lockOuts: {
    /** How long until guesses under one of these are looked at again, in ms; 0: now. */
    readonly left: (keys: readonly LockKey[]) => Promise<number>
    /** One more wrong guess. Gives those that it has locked out. */
    readonly wrong: (keys: readonly LockKey[]) => Promise<readonly LockKey[]>
    /** Ends a lock-out; false where there was none. */
    readonly lift: (key: LockKey, by: string) => Promise<boolean>
  }
  readonly people: {
    readonly list: () => Promise<{ readonly people: readonly Person[]; readonly grants: readonly Grant[] }>
    /** Null takes away. Rejects `not-found` where there is no such person, token or space. */
    readonly grant: (holder: Holder, space: number | null, role: Role | null, by: string) => Promise<void>
  }
  readonly spaces: {
    readonly list: () => Promise<readonly Space[]>
    readonly save: (id: number | null, name: string, by: string) => Promise<Space>
    readonly remove: (id: number, by: string) => Promise<void>
    readonly move: (server: number, space: number, by: string) => Promise<void>
    /** The space of each of these; what is not there is left out. */
    readonly of: (what: 'runs' | 'servers', ids: readonly number[]) => Promise<ReadonlyMap<number, number>>
    /** The runs of each of these alerts; what is not there is left out. */
    readonly runsOfAlerts: (ids: readonly number[]) => Promise<ReadonlyMap<number, readonly number[]>>
  }
  readonly audit: {
    readonly note: (who: string, what: string, detail: Readonly<Record<string, unknown>>) => Promise<void>
    /** Newest first. */
    readonly page: (asked: {
      readonly before: number | null
      readonly limit: number
      readonly who: string | null
      readonly what: string | null
    }) => Promise<{ readonly rows: readonly AuditRow[]; readonly more: boolean }>
  }
  readonly close: () => Promise<void>
}
