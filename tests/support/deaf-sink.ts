// What an attempt tells, told to nobody: a test takes what it looks at in place of these.

import type { AttemptSink } from '../../src/engine/connection/attempt-sink.ts'

export const deafSink: AttemptSink = {
  onHead: () => {},
  onOpen: () => {},
  onBodyHead: () => {},
  onBytes: () => {},
  waitForCapacity: () => null,
  onUndispatched: () => {},
  onHeavy: () => {},
  onEvent: () => {},
  onBareId: () => {},
  onRetryField: () => {},
}
