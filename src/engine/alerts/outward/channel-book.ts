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
import { isNoWord } from '../../../core/secrets/text-rules.ts'
import type { SecretStore } from '../../base/ports.ts'
import type { LogAccess } from '../../log/port.ts'
import { type Before, type ChannelSecrets, type Ready, readDraft } from './channel-draft.ts'
import type { Commands } from './commands-file.ts'

/** The setting of the log that has them. */
export const channelSetting = 'channels'
const listSchema = z.array(z.unknown())

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
  /** What is stored and cannot be read here, such as a later Runlight's: it is stored again as it is. */
  let unread: readonly unknown[] = []
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
    await log.setSetting(channelSetting, JSON.stringify([...next, ...unread]))
    channels = next
  }

  let last: Promise<unknown> = Promise.resolve()
  /** One change after the other: each begins with the list that the one before it has left. */
  const inTurn = <T>(change: () => Promise<T>): Promise<T> => {
    const done = last.then(change)
    last = done.catch(() => {})
    return done
  }

  /** A part of an address may be said back without the rest. `services` is one too, and stands in every text. */
  const learnUrl = (url: string) => {
    learn(url)
    if (!URL.canParse(url)) return
    const { pathname, searchParams } = new URL(url)
    const parts = [...pathname.split('/'), ...searchParams.values()]
    for (const part of parts) if (isTelling(part)) learn(part)
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

  /** Others may have changed the list since it was read here. */
  const read = async () => {
    const stored = readChannels(await log.setting(channelSetting))
    channels = stored.channels
    unread = stored.unread
  }

  return {
    load: () =>
      inTurn(async () => {
        await read()
        await lookUp()
      }),
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
    save: (id: string | null, draft: ChannelDraft): Promise<KeptChannel> =>
      inTurn(async () => {
        await read()
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
      }),
    /** Rejects `not-found`. */
    remove: (id: string): Promise<void> =>
      inTurn(async () => {
        await read()
        if (get(id) === null) throw new RunlightError('not-found', 'There is no such channel any more.')
        await store(channels.filter((channel) => channel.id !== id))
        await secrets.remove(urlRef(id))
        await secrets.remove(secretRef(id))
      }),
  }
}

/** What is stored, with what of it this Runlight cannot read. */
export function readChannels(stored: string | null): {
  readonly channels: readonly KeptChannel[]
  readonly unread: readonly unknown[]
} {
  const entries = stored === null ? [] : entriesOf(stored)
  const readings = entries.map((entry) => ({ entry, read: keptChannelSchema.safeParse(entry) }))
  return {
    channels: readings.flatMap(({ read }) => read.data ?? []),
    unread: readings.flatMap(({ entry, read }) => (read.success ? [] : [entry])),
  }
}

/** The stored list, entry by entry; what is no list is one entry that nobody can read. */
function entriesOf(stored: string): readonly unknown[] {
  const parsed = parseJson(stored)
  const list = listSchema.safeParse(parsed.ok ? parsed.value : null)
  return list.data ?? [stored]
}

/** Whether a part of an address may be what keeps it secret. */
function isTelling(part: string): boolean {
  return part.length >= 16 || (part.length >= 8 && part.split(/[-_.]/).some(isNoWord))
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
