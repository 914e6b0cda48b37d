// A stream that an application receives through a tap, as its run is given it: the bytes that passed, and how both sides fare.

import type { StreamRequest } from '../../core/kind/kind.ts'
import type { ClientSide } from '../../core/run/tapped.ts'
import type { OpenAnswer } from '../connection/http.ts'

export type TappedStream = {
  readonly request: Pick<StreamRequest, 'method' | 'url'>
  /** The URL as it may be shown. */
  readonly shownUrl: string
  /** When the application asked, epoch ms. */
  readonly askedAt: number
  /** The last event id that the application gave; null where it gave none. */
  readonly resumedFrom: string | null
  /** The answer: its next part, where a part of it could not be kept. */
  readonly open: OpenAnswer
  /** Of what `open` brought, the bytes that are not among the `read`; 0 where the answer is packed, since that says nothing then. */
  readonly unread: (read: number) => number
  /** Goes to the next whole event behind bytes that could not be kept; resolves to how many were passed over. `passed`: some were. */
  readonly skipLost: (passed: () => void) => Promise<number>
  /** Takes nothing more; resolves when the stream is over, to how many bytes went by. */
  readonly skipRest: (passed: () => void) => Promise<number>
  /** Nothing more of it is of interest. */
  readonly leave: () => void
  /** Tells how the client fares, now and from now on, until the returned function is called. */
  readonly onClient: (listener: (client: ClientSide) => void) => () => void
}
