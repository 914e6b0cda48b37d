// A channel as a person gives it, checked and taken apart: what is kept, and what goes where credentials go.

import { type ChannelDraft, type KeptChannel, sameOrigin } from '../../../core/alerts/channel.ts'
import { RunlightError } from '../../../core/basics/errors.ts'
import { urlProblem } from '../../../core/kind/url-problem.ts'
import { headerProblem } from '../../../core/secrets/headers.ts'
import { mask, redactUrl } from '../../../core/secrets/redact.ts'
import { hostProblem } from '../../connection/addresses.ts'
import { topicOf } from './bodies.ts'
import type { Commands } from './commands-file.ts'

/** What of a channel is secret: its whole address where a part of it is, and its key or token. */
export type ChannelSecrets = { readonly url: string | null; readonly secret: string | null }

export type Ready = { readonly kept: Omit<KeptChannel, 'id'>; readonly secrets: ChannelSecrets }

/** The channel that there is already, with the secrets that can be read. */
export type Before = { readonly kept: KeptChannel; readonly secrets: ChannelSecrets }

/** Throws `bad-input` with the problems by field. `commands`: what may be run here; null where nothing may. */
export function readDraft(draft: ChannelDraft, before: Before | null, commands: Commands | null): Ready {
  const { type, name, enabled, atLeast } = draft
  const same = before !== null && before.kept.type === type ? before : null
  const shared = { type, name: name.trim(), enabled, atLeast }
  if (type === 'command') {
    refuse({ name: nameProblem(name), command: commandProblem(draft.command, commands) })
    const kept = { ...shared, url: null, hidesUrl: false, command: draft.command, hasSecret: false }
    return { kept, secrets: { url: null, secret: null } }
  }
  const url = addressOf(draft, same)
  const secret = type === 'slack' ? null : secretOf(draft.secret, same)
  // What cannot be read now is there all the same.
  const isKept = draft.secret === null && same !== null && same.kept.hasSecret
  refuse({
    name: nameProblem(name),
    [type === 'slack' ? 'secret' : 'url']: addressProblem(url, draft, same),
    ...(type === 'slack' ? {} : { secret: secretProblem(draft, secret, isKept, url, same) }),
  })
  const hidesUrl = type === 'slack' || (url !== null && redactUrl(url).includes(mask))
  return {
    kept: {
      ...shared,
      url: url === null ? null : shownUrl(url, type === 'slack', hidesUrl),
      hidesUrl,
      command: null,
      hasSecret: type === 'slack' || secret !== null || isKept,
    },
    secrets: { url: hidesUrl ? url : null, secret },
  }
}

type WithSecret = Exclude<ChannelDraft, { type: 'command' }>

/** The whole address; empty where it is kept and cannot be read. */
function addressOf(draft: WithSecret, same: Before | null): string | null {
  const whole = same === null ? null : same.kept.hidesUrl ? (same.secrets.url ?? '') : same.kept.url
  if (draft.type === 'slack') return draft.secret === null ? (whole ?? '') : draft.secret.trim()
  if (draft.url === null) return null
  return same !== null && draft.url === same.kept.url ? whole : draft.url.trim()
}

function shownUrl(url: string, isSecret: boolean, hides: boolean): string {
  if (isSecret) return new URL(url).origin
  return hides ? redactUrl(url) : url
}

function secretOf(given: string | null, same: Before | null): string | null {
  if (given === null) return same?.secrets.secret ?? null
  return given.trim() === '' ? null : given.trim()
}

function addressProblem(url: string | null, draft: WithSecret, same: Before | null): string | null {
  if (url === null) return null
  if (url === '') {
    return same?.kept.hidesUrl === true && (draft.type !== 'slack' || draft.secret === null)
      ? 'Its address is not here any more: give it again.'
      : 'Give the address that the receiver gave you.'
  }
  if (url.includes(mask)) return 'Give the whole address again: a part of it is hidden.'
  const problem = urlProblem(url)
  if (problem !== null) return problem
  const refused = hostProblem(new URL(url).hostname, null)
  if (refused !== null) return `${refused}.`
  return draft.type === 'ntfy' && !/^[\w-]{1,64}$/.test(topicOf(url).topic)
    ? 'Give the address with its topic, like https://ntfy.sh/my-topic.'
    : null
}

function secretProblem(
  draft: WithSecret,
  secret: string | null,
  isKept: boolean,
  url: string | null,
  same: Before | null,
): string | null {
  if (draft.type === 'pagerduty' && secret === null && !isKept)
    return 'Give the integration key of a service, of 32 letters and digits.'
  const before = same?.secrets.url ?? same?.kept.url ?? null
  const movedTo = url !== before && !(url !== null && before !== null && sameOrigin(url, before))
  if (isKept && movedTo) return 'Give the secret again: the address leads elsewhere now.'
  if (secret === null) return null
  if (draft.type === 'ntfy') return headerProblem('authorization', secret)
  return secret.startsWith('whsec_') && !/^whsec_[A-Za-z0-9+/]{2,}={0,2}$/.test(secret)
    ? 'After whsec_ a key in base64 must stand.'
    : null
}

function commandProblem(command: string, commands: Commands | null): string | null {
  if (commands === null) return 'No command is run here.'
  if (commands.commands.has(command)) return null
  return commands.problem ?? `commands.json of the data directory names no ${command}.`
}

function nameProblem(name: string): string | null {
  return name.trim() === '' ? 'Give it a name, to find it by in a rule.' : null
}

function refuse(found: Readonly<Record<string, string | null>>): void {
  const problems = Object.entries(found).filter(([, problem]) => problem !== null)
  if (problems.length === 0) return
  throw new RunlightError('bad-input', String(problems[0]?.[1]), { problems: Object.fromEntries(problems) })
}
