// Messages from a host to its own window, on the same wire as the engine's pushes: an opened link, imports that began
// for opened files, a notification, an item of the menu. A third function in the bridge was rejected: the wire is there, and the page knows
// every shape.

import type { DeepLink } from './deep-link.ts'

export type HostMessage =
  | { readonly host: 'link'; readonly link: DeepLink }
  | { readonly host: 'importing'; readonly jobs: readonly number[] }
  /** The person closes the window, and is asked what that shall mean. */
  | { readonly host: 'closing' }
  /** The menu wants the wall. */
  | { readonly host: 'wall' }
  /** The menu wants the list of hubs. */
  | { readonly host: 'hubs' }
  /** The person is back, and nobody has looked since then (epoch ms): the focus, the lock of the screen or sleep said so. */
  | { readonly host: 'back'; readonly since: number }
  | { readonly host: 'said'; readonly text: string; readonly tone: 'plain' | 'bad' }

/** Whether a push is a host's message. */
export function isHostMessage(push: unknown): push is HostMessage {
  if (typeof push !== 'object' || push === null || !('host' in push)) return false
  if (push.host === 'said') return 'text' in push && typeof push.text === 'string' && 'tone' in push
  if (push.host === 'closing') return true
  if (push.host === 'wall' || push.host === 'hubs') return true
  if (push.host === 'back') return 'since' in push && typeof push.since === 'number'
  if (push.host === 'importing') return 'jobs' in push && isJobs(push.jobs)
  return push.host === 'link' && 'link' in push && isLink(push.link)
}

function isJobs(jobs: unknown): boolean {
  return Array.isArray(jobs) && jobs.every((job) => Number.isSafeInteger(job))
}

function isLink(link: unknown): link is DeepLink {
  if (typeof link !== 'object' || link === null || !('type' in link)) return false
  const of = new Map(Object.entries(link))
  const isNumber = (name: string) => Number.isSafeInteger(of.get(name))
  const isText = (name: string) => typeof of.get(name) === 'string'
  switch (link.type) {
    case 'run':
      return isNumber('run')
    case 'event':
      return isNumber('run') && isNumber('seq')
    case 'moment':
      return isNumber('run') && isNumber('at')
    case 'search':
      return isText('query')
    case 'named':
      return isText('uid')
    case 'add':
      return isText('url')
    case 'hub':
      return isText('origin')
    default:
      return false
  }
}
