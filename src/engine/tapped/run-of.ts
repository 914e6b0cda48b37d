// What a run needs to know of a request that an application sent through the tap: its kind, its parameters without secrets, its
// title. It is told while the application waits for nothing, and can fail at nothing: what cannot be understood is a run of the
// kind that takes any request, with as much as can be said of it.

import { clip, oneLine } from '../../core/basics/clip.ts'
import type { Kind, Params } from '../../core/kind/kind.ts'
import { isReading } from '../../core/kind/methods.ts'
import { readAs } from '../../core/reader/with-readers.ts'
import { joinHeaders } from '../../core/secrets/headers.ts'
import { redactUrl } from '../../core/secrets/redact.ts'
import type { TapRequest } from '../base/tap-port.ts'
import { extractSecrets } from '../runs/run-secrets.ts'
import { type ChoiceDeps, chooseKind, kindOfAny } from './choose-kind.ts'
import { createHider, type Hider, withinTime } from './hider.ts'
import { sentBody } from './sent-body.ts'
import { sentHeaders } from './sent-headers.ts'
import { withoutBody } from './without-body.ts'

/** All of it may be stored and shown. */
export type RunOf = {
  readonly kind: Kind
  readonly serverId: number | null
  /** Empty for a kind with a URL of its own. */
  readonly baseUrl: string
  readonly params: Params
  /** Something of the request is not in `params`: it cannot be sent again without a person's credentials. */
  readonly hasSecret: boolean
  readonly title: string
  /** To ask for it starts work (law 4). */
  readonly generates: boolean
  /** The server's name, or its host. */
  readonly server: string
  readonly method: string
  readonly url: string
  /** The client's user agent; null where it gave none, or what it gave cannot be told from a secret. */
  readonly agent: string | null
}

/** What a person set for the tap. */
export type Given = {
  /** A kind's id: requests that can be its are taken to be. */
  readonly kind: string | null
  /** A reader's id, for kinds that take readers. */
  readonly readAs: string | null
  readonly keepBody: boolean
}

export type RunOfDeps = ChoiceDeps & {
  /** Sources of the person's own redaction patterns. */
  readonly patterns: readonly string[]
}

const longestTitle = 300
const longestMethod = 20
/** For all of the work, in ms, where there are patterns that a person wrote: one of them may never end. */
const longestWork = 500

/**
 * `body` is empty where the request has none, and null where not all of it is known. Never throws; null only where no kind of
 * `deps` takes any request.
 */
export function runOf(
  request: TapRequest,
  body: Uint8Array | null,
  given: Given,
  deps: RunOfDeps,
): RunOf | null {
  const any = kindOfAny(deps.kinds)
  if (any === null) return null
  try {
    const work = () => wholeRun(request, body, given, deps, any)
    return deps.patterns.length === 0 ? work() : withinTime(longestWork, work)
  } catch {
    return bareRun(request, any)
  }
}

function wholeRun(
  request: TapRequest,
  body: Uint8Array | null,
  given: Given,
  deps: RunOfDeps,
  any: Kind,
): RunOf {
  const { to } = request.target
  const hider = createHider(deps.patterns)
  const sent = sentBody(request, body)
  const headers = sentHeaders(request.headers, hider.text)
  const url = plainUrl(request.url)
  const asked = { method: request.method, url, headers: joinHeaders(headers.shown), body: sent.text }
  const kinds = sent.telling ? deps.kinds : new Map([[any.id, any]])
  // A server's address is stored and shown as it is.
  const chosen = chooseKind(
    { request: asked, form: sent.pairs, to, named: given.kind },
    { ...deps, kinds },
  ).find(({ as: { baseUrl } }) => hider.text(baseUrl) === baseUrl)
  if (chosen === undefined) throw new Error('No kind can ask for this.')
  const { kind, as, server } = chosen
  const drops = !given.keepBody && sent.bytes > 0
  const kept = drops ? withoutBody(kind, as, sent.bytes) : as.checked
  const shown = withoutSecrets(kind, withReader(kind, kept, given.readAs), hider)
  return {
    kind,
    serverId: server?.id ?? null,
    baseUrl: as.baseUrl,
    params: shown.params,
    hasSecret: shown.changed || headers.lacks || drops || !sent.whole || !as.exact || url !== request.url,
    title: hider.text(oneLine(kind.title(shown.params), longestTitle)),
    // By the parameters as they were given: those that are shown may hide what an address means.
    generates: !kind.observes(as.checked),
    server: (server ?? deps.serverAt(to))?.name ?? new URL(url).host,
    method: hider.text(clip(request.method, longestMethod)),
    url: hider.text(redactUrl(url)),
    agent: request.client.agent === null ? null : hider.text(request.client.agent),
  }
}

/** Of a request that cannot be told from its parts, no more than its server is said. */
function bareRun({ method: given, url }: TapRequest, any: Kind): RunOf {
  const host = URL.canParse(url) ? new URL(url).host : ''
  const origin = URL.canParse(url) ? new URL(url).origin : ''
  const method = /^[A-Z]+$/.test(given) ? clip(given, longestMethod) : ''
  const asked = { method, url: origin, headers: {}, body: null }
  const params = attempt(() => any.settingsOf?.(asked)?.params) ?? {}
  return {
    kind: any,
    serverId: null,
    baseUrl: '',
    params,
    hasSecret: true,
    title: host || any.label,
    generates: !isReading(method) || attempt(() => any.observes(params)) !== true,
    server: host,
    method,
    url: origin,
    agent: null,
  }
}

/** Without user name, password and fragment, which are no part of what is asked for. */
function plainUrl(text: string): string {
  const url = new URL(text)
  if (url.username === '' && url.password === '' && url.hash === '') return text
  url.username = ''
  url.password = ''
  url.hash = ''
  return url.href
}

/** `params` with the reader, where the kind takes it. */
function withReader({ takesReader, fields }: Kind, params: Params, reader: string | null): Params {
  const field = fields.find(({ name }) => takesReader === true && name === readAs.name)
  const isKnown = field?.choices?.some(({ value }) => value === reader) === true
  return reader !== null && isKnown ? { ...params, [readAs.name]: reader } : params
}

function withoutSecrets(kind: Kind, given: Params, hider: Hider): { params: Params; changed: boolean } {
  const { shown } = extractSecrets(kind, given, null)
  // What the kind itself offers belongs to nobody.
  const isOffered = (name: string) =>
    kind.fields.some((field) => field.name === name && (field.type === 'choice' || field.type === 'switch'))
  const params = Object.fromEntries(
    Object.entries(shown).map(([name, value]) => [name, isOffered(name) ? value : hider.named(name, value)]),
  )
  return { params, changed: Object.entries(params).some(([name, value]) => value !== given[name]) }
}

function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
