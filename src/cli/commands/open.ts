// `runlight open`: a hub in the browser of this computer, once it is known that something answers there.

import { RunlightError } from '../../core/basics/errors.ts'
import type { CliHost } from '../host/host.ts'
import { canShowBrowser, openBrowser } from '../host/open-browser.ts'
import { hubAddress } from '../hub/hub-place.ts'

const answersWithinMs = 10_000

/** Prints the address where there is no browser to be shown. Rejects with a RunlightError where nothing answers there. */
export async function openHub(host: CliHost, address: string): Promise<number> {
  const { origin, href } = hubAddress(address)
  try {
    await fetch(origin, { method: 'HEAD', signal: AbortSignal.timeout(answersWithinMs) })
  } catch {
    throw new RunlightError(
      'unreachable',
      `Nothing answers at ${origin}: see whether the hub runs and whether its address is right.`,
    )
  }
  if (canShowBrowser(host)) openBrowser(host, href)
  else host.out.write(`There is no browser to be shown here: open ${origin} on a desktop.\n`)
  return 0
}
