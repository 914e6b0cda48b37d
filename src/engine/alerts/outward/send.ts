// Tells a channel of a message, by whatever it is.

import type { KeptChannel } from '../../../core/alerts/channel.ts'
import { redactText } from '../../../core/secrets/redact-text.ts'
import type { Clock } from '../../base/clock.ts'
import type { Agents } from '../../connection/agents.ts'
import { requestOf } from './bodies.ts'
import type { ChannelSecrets } from './channel-draft.ts'
import type { Commands } from './commands-file.ts'
import type { Message } from './message.ts'
import { later, type Outcome, refused } from './outcome.ts'
import { post } from './post.ts'
import { runCommand } from './run-command.ts'

export type Send = (
  channel: Omit<KeptChannel, 'id'>,
  secrets: ChannelSecrets,
  message: Message,
  signal: AbortSignal,
) => Promise<Outcome>

export type SendDeps = {
  readonly agents: Agents
  readonly clock: Clock
  readonly dataDir: string
  /** What may be run here; null where nothing may. */
  readonly commands: () => Commands | null
  /** Takes every known secret out of a text. */
  readonly hide: (text: string) => string
}

/** A function that never rejects: what went wrong is an outcome. */
export function createSend({ agents, clock, dataDir, commands, hide }: SendDeps): Send {
  const clean = cleaner(hide)

  const run = (name: string, message: Message, signal: AbortSignal): Promise<Outcome> | Outcome => {
    const known = commands()
    if (known === null) return later('This host runs no commands: a Runlight window or runlight serve does.')
    const command = known.commands.get(name)
    if (command === undefined)
      return refused(known.problem ?? `commands.json of the data directory names no ${name}.`)
    return runCommand(command, message, { cwd: dataDir, clock, clean, signal })
  }

  return async (channel, secrets, message, signal) => {
    const { type, hidesUrl, hasSecret } = channel
    if (type === 'command') return run(channel.command ?? '', message, signal)
    const url = hidesUrl ? secrets.url : channel.url
    const isLacking = (hidesUrl && url === null) || (hasSecret && type !== 'slack' && secrets.secret === null)
    if (isLacking) return later('Its secret cannot be read here: enter it again in the settings.')
    const request = requestOf({ type, url, secret: secrets.secret }, message, clock.now())
    const dispatcher = agents.for({ caPem: null, proxyUrl: null })
    return post(request, { dispatcher, clock, clean, signal })
  }
}

/** Takes secrets out of a text, by their form and by what they are. */
export function cleaner(hide: (text: string) => string): (text: string) => string {
  return (text) => hide(redactText(text))
}
