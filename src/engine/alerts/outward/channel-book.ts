// The channels: kept in the log's settings, their secrets where credentials are.

import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import {
  type ChannelDraft,
  type KeptChannel,
  keptChannelSchema,
  mostChannels,
} from '../../../core/alerts/channel.ts'
import { RunlightError } from '../../../core/basics/errors.ts'
import { parseJson } from '../../../core/basics/json.ts'
import type { SecretStore } from '../../base/ports.ts'
import type { LogAccess } from '../../log/port.ts'
import { type Before, type ChannelSecrets, type Ready, readDraft } from './channel-draft.ts'
import type { Commands } from './commands-file.ts'

const settingName = 'channels'
const keptSchema = z.array(keptChannelSchema)

type Deps = {
  readonly log: Pick<LogAccess, 'setting' | 'setSetting'>
  readonly secrets: SecretStore
  /** Notices what must be shown nowhere. */
  readonly learn: (secret: string) => void
  /** What may be run here; null where nothing may. */
  readonly commands: () => Commands | null
}

export type ChannelBook = ReturnType<typeof createChannelBook>

export function createChannelBook({ log, secrets, learn, commands }: Deps) {
  let channels: readonly KeptChannel[] = []
  let lacking: ReadonlySet<string> = new Set()

  const get = (id: string): KeptChannel | null => channels.find((channel) => channel.id === id) ?? null

  const secretsOf = async ({ id, hidesUrl }: KeptChannel): Promise<ChannelSecrets> => {
    const url = hidesUrl ? await secrets.get(urlRef(id)) : null
    if (url !== null) learnUrl(url)
    return { url, secret: await secrets.get(secretRef(id)) }
  }
  const lacks = ({ type, hidesUrl, hasSecret }: KeptChannel, { url, secret }: ChannelSecrets) =>
    (hidesUrl && url === null) || (hasSecret && type !== 'slack' && secret === null)

  const lookUp = async () => {
    const found = await Promise.all(
      channels.map(async (channel) => (lacks(channel, await secretsOf(channel)) ? [channel.id] : [])),
    )
    lacking = new Set(found.flat())
  }

  const store = async (next: readonly KeptChannel[]) => {
    await log.setSetting(settingName, JSON.stringify(next))
    channels = next
  }

  /** A part of an address may be said back without the rest. */
  const learnUrl = (url: string) => {
    learn(url)
    if (!URL.canParse(url)) return
    const { pathname, searchParams } = new URL(url)
    const parts = [...pathname.split('/'), ...searchParams.values()]
    for (const part of parts) if (part.length >= 8) learn(part)
    learn(`${pathname}`)
  }

  const before = async (id: string | null): Promise<Before | null> => {
    if (id === null) return null
    const kept = get(id)
    if (kept === null)
      throw new RunlightError('not-found', 'There is no such channel any more: save it as a new one.')
    return { kept, secrets: await secretsOf(kept) }
  }

  const ready = async (id: string | null, draft: ChannelDraft): Promise<Ready> => {
    const made = readDraft(draft, await before(id), commands())
    if (made.secrets.url !== null) learnUrl(made.secrets.url)
    if (made.secrets.secret !== null) learn(made.secrets.secret)
    return made
  }

  return {
    load: async () => {
      const stored = await log.setting(settingName)
      const parsed = stored === null ? null : parseJson(stored)
      const kept = keptSchema.safeParse(parsed?.ok ? parsed.value : [])
      channels = kept.success ? kept.data : []
      await lookUp()
    },
    /** A key store may be readable now that was not before. */
    lookUp,
    list: () => channels,
    get,
    nameOf: (id: string): string => get(id)?.name ?? id,
    /** Whether a secret of it cannot be read here. */
    isLacking: (id: string) => lacking.has(id),
    secretsOf,
    /** The draft as it would be kept. Rejects `bad-input`, `not-found`. */
    ready,
    /** Rejects `bad-input`, `not-found`. */
    save: async (id: string | null, draft: ChannelDraft): Promise<KeptChannel> => {
      if (id === null && channels.length >= mostChannels)
        throw new RunlightError('bad-input', `There can be ${mostChannels} channels: remove one first.`)
      const made = await ready(id, draft)
      const channel: KeptChannel = { ...made.kept, id: id ?? randomUUID() }
      await put(secrets, urlRef(channel.id), made.secrets.url, channel.hidesUrl)
      await put(secrets, secretRef(channel.id), made.secrets.secret, channel.hasSecret)
      await store(
        id === null ? [...channels, channel] : channels.map((one) => (one.id === id ? channel : one)),
      )
      await lookUp()
      return channel
    },
    /** Rejects `not-found`. */
    remove: async (id: string): Promise<void> => {
      if (get(id) === null) throw new RunlightError('not-found', 'There is no such channel any more.')
      await store(channels.filter((channel) => channel.id !== id))
      await secrets.remove(urlRef(id))
      await secrets.remove(secretRef(id))
    },
  }
}

/** What is kept and cannot be read stays as it is. */
async function put(secrets: SecretStore, ref: string, value: string | null, isKept: boolean): Promise<void> {
  if (value !== null) await secrets.set(ref, value)
  else if (!isKept) await secrets.remove(ref)
}

function secretRef(id: string): string {
  return `channel-${id}`
}

function urlRef(id: string): string {
  return `channel-${id}-url`
}
