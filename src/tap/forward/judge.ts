// What becomes of a request, by its head alone: the target that it goes to and the path there, or why it is refused. The gate
// passes on to its own targets only: it is never a proxy for whatever address a client names.

import type { TapTarget } from '../../engine/index.ts'
import { maxTapsInRow } from './base/limits.ts'
import { hasOtherCoding, tapsBefore } from './heads/request-head.ts'

/** What the gate answers by itself. `cause` is for programs, `message` for people. */
export type Refusal = {
  readonly status: number
  readonly cause: string
  readonly message: string
  /** The names of the targets that there are, where that helps. */
  readonly names?: readonly string[]
}

export type Asked = {
  /** The request's target as sent. */
  readonly url: string
  readonly version: string
  readonly raw: readonly string[]
  readonly hosts: readonly string[]
}

export type Judgement =
  | { readonly type: 'pass'; readonly target: TapTarget; readonly path: string }
  | { readonly type: 'refuse'; readonly refusal: Refusal }

export function judge(
  asked: Asked,
  targets: readonly TapTarget[],
  isOwn: (host: string) => boolean,
): Judgement {
  const { url, version, raw, hosts } = asked
  if (!url.startsWith('/') && url !== '*') return refuse(notAProxy)
  const [host] = hosts
  // Browsers always send it; only HTTP/1.0 may leave it out.
  if (hosts.length > 1 || (host === undefined && version !== '1.0')) return refuse(oneHost)
  if (host !== undefined && !isOwn(host)) return refuse(misdirected)
  if (hasOtherCoding(raw)) return refuse(otherCoding)
  if (tapsBefore(raw) >= maxTapsInRow) return refuse(ring)
  const found = chooseTarget(url, targets)
  return found === null
    ? refuse(unknownTarget(targets.map(({ name }) => name)))
    : { type: 'pass', target: found.target, path: pathAt(found.target, found.rest) }
}

function chooseTarget(
  url: string,
  targets: readonly TapTarget[],
): { target: TapTarget; rest: string } | null {
  const segment = /^\/([^/?#]*)/.exec(url)?.[1] ?? ''
  const named = segment === '' ? undefined : targets.find(({ name }) => name === segment)
  if (named !== undefined) return { target: named, rest: url.slice(segment.length + 1) }
  const whole = targets.find(({ name }) => name === '')
  return whole === undefined ? null : { target: whole, rest: url }
}

/** `rest` behind the target's base path, and otherwise as it came. */
function pathAt({ to }: TapTarget, rest: string): string {
  if (rest === '*') return rest
  const path = `${new URL(to).pathname.replace(/\/+$/, '')}${rest}`
  return path.startsWith('/') ? path : `/${path}`
}

const refuse = (refusal: Refusal): Judgement => ({ type: 'refuse', refusal })

export const notAProxy: Refusal = {
  status: 403,
  cause: 'not-a-proxy',
  message:
    'This is Runlight’s tap, not a proxy for any address: set it as the base URL of your application, in place of the server’s.',
}
const oneHost: Refusal = {
  status: 400,
  cause: 'host-header',
  message: 'Runlight’s tap takes requests with one Host header only.',
}
const misdirected: Refusal = {
  status: 421,
  cause: 'foreign-host',
  message:
    'This is Runlight’s tap, and it answers only under its own address: use the one that Runlight shows for it.',
}
const otherCoding: Refusal = {
  status: 501,
  cause: 'transfer-coding',
  message: 'Runlight’s tap passes on no transfer coding but chunked.',
}
const ring: Refusal = {
  status: 508,
  cause: 'ring',
  message: 'This request went through Runlight’s tap over and over: let its target be the server itself.',
}
function unknownTarget(names: readonly string[]): Refusal {
  return {
    status: 404,
    cause: 'unknown-target',
    message:
      names.length === 0
        ? 'Runlight’s tap has no server to pass requests on to: add one in Runlight.'
        : `Runlight’s tap has no server of that name. The path must begin with one of: ${names.map((name) => `/${name}/`).join(' ')}`,
    names,
  }
}
