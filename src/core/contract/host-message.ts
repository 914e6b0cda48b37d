// Messages from a host to its own window, on the same wire as the engine's pushes: an opened link, imports that began
// for opened files, a notification. A third function in the bridge was rejected: the wire is there, and the page knows
// every shape.

import type { DeepLink } from './deep-link.ts'

export type HostMessage =
  | { readonly host: 'link'; readonly link: DeepLink }
  | { readonly host: 'importing'; readonly jobs: readonly number[] }
  | { readonly host: 'said'; readonly text: string; readonly tone: 'plain' | 'bad' }

/** Whether a push is a host's message. */
export function isHostMessage(push: unknown): push is HostMessage {
  if (typeof push !== 'object' || push === null || !('host' in push)) return false
  if (push.host === 'said') return 'text' in push && typeof push.text === 'string' && 'tone' in push
  if (push.host === 'importing') return 'jobs' in push && isJobs(push.jobs)
  return push.host === 'link' && 'link' in push && isLink(push.link)
}

function isJobs(jobs: unknown): boolean {
  return Array.isArray(jobs) && jobs.every((job) => Number.isSafeInteger(job))
}

function isLink(link: unknown): link is DeepLink {
  if (typeof link !== 'object' || link === null || !('type' in link)) return false
  return link.type === 'run'
    ? 'run' in link && Number.isSafeInteger(link.run)
    : link.type === 'add' && 'url' in link && typeof link.url === 'string'
}
