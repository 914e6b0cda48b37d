// The calls about the desktop around a host's window: the host does what is asked, where it has one.

import { RunlightError } from '../../core/basics/errors.ts'
import { type HubPlace, mostHubs } from '../../core/contract/calls/hubs.ts'
import type { Handlers } from '../../core/contract/contract.ts'
import type { AppSettings } from '../../core/contract/settings.ts'
import { readHubAddress } from '../../core/team/hub-address.ts'
import type { DeskPort } from '../base/ports.ts'

/** The host's desktop, and where the hubs are kept that it opens. */
export type DeskParts = DeskPort & {
  readonly hubs: () => readonly HubPlace[]
  readonly keepHubs: (hubs: HubPlace[]) => Promise<AppSettings>
}

type DeskCalls = Extract<keyof Handlers, `desk.${string}`>

export function deskCallsOf(desk: DeskParts | null): Pick<Handlers, DeskCalls> {
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
    'desk.askHub': async ({ address }) => {
      const { askHub } = port()
      const read = readHubAddress(address)
      if ('problem' in read) throw new RunlightError('bad-input', read.problem)
      const { origin, token } = read
      const { version, serves } = await askHub(origin)
      return { origin, version, serves, token }
    },
    'desk.saveHub': async (hub) => {
      const { hubs, keepHubs } = port()
      const known = hubs().some(({ origin }) => origin === hub.origin)
      if (!known && hubs().length >= mostHubs)
        throw new RunlightError('bad-input', `${mostHubs} hubs are as many as can be kept: remove one first.`)
      await keepHubs(known ? hubs().map((one) => (one.origin === hub.origin ? hub : one)) : [...hubs(), hub])
      return {}
    },
    'desk.removeHub': async ({ origin }) => {
      const { hubs, keepHubs, forgetHub } = port()
      await forgetHub(origin)
      await keepHubs(hubs().filter((one) => one.origin !== origin))
      return {}
    },
    'desk.openHub': async ({ origin, token }) => {
      const { hubs, keepHubs, openHub } = port()
      const hub = hubs().find((one) => one.origin === origin)
      if (hub === undefined)
        throw new RunlightError('not-found', 'This hub is not among your places: add it first.')
      openHub(hub, token)
      if (hubs()[0] !== hub) await keepHubs([hub, ...hubs().filter((one) => one !== hub)])
      return {}
    },
  }
}
