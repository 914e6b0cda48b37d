// The way out, put together: the channels, how they are told, and what may be run.

import type { SecretStore } from '../../base/ports.ts'
import { type ChannelBook, createChannelBook } from './channel-book.ts'
import { type Commands, readCommands } from './commands-file.ts'
import type { Outward } from './courier.ts'
import { cleaner, createSend, type SendDeps } from './send.ts'

type Deps = Omit<SendDeps, 'commands'> & {
  readonly log: Parameters<typeof createChannelBook>[0]['log']
  readonly secrets: SecretStore
  readonly learn: (secret: string) => void
  /** Whether this host runs commands at all. */
  readonly commands?: boolean
}

type WayOut = Outward & {
  readonly channels: ChannelBook
  /** What may be run here; null where nothing may. */
  readonly commands: () => Commands | null
}

export function createOutward(deps: Deps): WayOut {
  const commands = () => (deps.commands === true ? readCommands(deps.dataDir) : null)
  return {
    channels: createChannelBook({ ...deps, commands }),
    send: createSend({ ...deps, commands }),
    clean: cleaner(deps.hide),
    random: Math.random,
    commands,
  }
}
