// What the host has to tell its page: a link that was opened, a sentence about the window itself. A page that is not there
// yet, or is being loaded again, is told when it first asks for something, because by then it listens.

import { changesChannel } from '../../core/contract/channels.ts'
import type { HostMessage } from '../../core/contract/host-message.ts'
import type { FindContents } from './ipc-door.ts'
import { isOwn, type PageAddress } from './page-address.ts'

export type HostMessages = {
  readonly send: (message: HostMessage) => void
  /** Whether a page is there that listens. */
  readonly isHeard: () => boolean
  /** The page asked for something: it is there and listens. */
  readonly heard: () => void
  /** The page is gone, and another one is on its way. */
  readonly forget: () => void
}

/** Whoever clicks more links than this before a page is there does not expect all of them. */
const mostKept = 8

export function createHostMessages(own: FindContents, page: PageAddress): HostMessages {
  let listening = false
  let kept: HostMessage[] = []

  /** The contents of a page that listens, or null. */
  const listener = () => {
    const contents = own()
    if (!listening || contents === null || contents.isDestroyed() || contents.isCrashed()) return null
    return isOwn(contents.getURL(), page) ? contents : null
  }
  const flush = () => {
    const contents = listener()
    if (contents !== null) for (const message of kept.splice(0)) contents.send(changesChannel, message)
  }
  return {
    send: (message) => {
      kept = [...kept, message].slice(-mostKept)
      flush()
    },
    isHeard: () => listener() !== null,
    heard: () => {
      listening = true
      flush()
    },
    forget: () => {
      listening = false
    },
  }
}
