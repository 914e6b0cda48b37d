// The one door between the window and the engine: calls in, pushes out. Every answer is data; a rejection would lose all
// but its message on the way.

import type { IpcMain, WebContents } from 'electron'
import type { ErrorCode } from '../../core/basics/errors.ts'
import { callChannel, changesChannel } from '../../core/contract/channels.ts'
import type { Changes } from '../../core/contract/contract.ts'
import type { Answer } from '../../core/contract/dispatch.ts'
import type { Engine } from '../../engine/index.ts'
import { isOwnCaller } from './caller.ts'
import { isOwn, type PageAddress } from './page-address.ts'

/** What is used of the window's web contents. */
type OwnContents = Pick<WebContents, 'id' | 'isDestroyed' | 'isCrashed' | 'getURL' | 'send'>

/** Gives the web contents of the window there is now, or null. */
export type FindContents = () => OwnContents | null

/** Answers the calls of the window’s own page by `engine`, once that is open; everything else is refused. `heard` is told of each. */
export function openDoor(
  ipc: Pick<IpcMain, 'handle'>,
  own: FindContents,
  page: PageAddress,
  engine: Promise<Pick<Engine, 'dispatch'>>,
  heard: () => void = () => {},
): void {
  ipc.handle(callChannel, async (event, ...args: unknown[]): Promise<Answer> => {
    if (!isOwnCaller(event, own()?.id ?? null, page)) {
      return refusal('not-allowed', 'Only the window of Runlight may ask its engine.')
    }
    heard()
    const [name, input] = args
    if (args.length !== 2 || typeof name !== 'string') {
      return refusal('bad-input', 'A call has a name, as a text, and an input.')
    }
    return (await engine).dispatch(name, input)
  })
}

/** Sends a push to the window, while it shows its own page. */
export function pushChanges(own: FindContents, page: PageAddress, changes: Changes): void {
  const contents = own()
  if (contents === null || contents.isDestroyed() || contents.isCrashed()) return
  // The address and not the frame's origin: asking a frame that is going throws.
  if (isOwn(contents.getURL(), page)) contents.send(changesChannel, changes)
}

function refusal(code: ErrorCode, message: string): Answer {
  return { ok: false, error: { code, message, detail: null } }
}
