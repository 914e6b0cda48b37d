// The calls about the desktop around a host's window: the host does what is asked, where it has one.

import { RunlightError } from '../../core/basics/errors.ts'
import type { Handlers } from '../../core/contract/contract.ts'
import type { DeskPort } from '../base/ports.ts'

export function deskCallsOf(
  desk: DeskPort | null,
): Pick<Handlers, 'desk.state' | 'desk.startAtLogin' | 'desk.close'> {
  const port = () => {
    if (desk === null)
      throw new RunlightError(
        'not-allowed',
        'This Runlight has no desktop of its own around it: set that up in the desktop app.',
      )
    return desk
  }
  return {
    'desk.state': () => port().state(),
    'desk.startAtLogin': async ({ on }) => {
      await port().startAtLogin(on)
      return port().state()
    },
    'desk.close': () => {
      port().close()
      return {}
    },
  }
}
