// `runlight open`: a hub in the browser of this computer, or in the desktop app, once it is known that something answers there.

import { RunlightError } from '../../core/basics/errors.ts'
import { formatHubLink } from '../../core/contract/deep-link.ts'
import type { CliHost } from '../host/host.ts'
import { canShowBrowser, openBrowser, openLink } from '../host/open-browser.ts'
import { hubAddress } from '../hub/hub-place.ts'

const answersWithinMs = 10_000

/**
 * Prints the address where there is no browser to be shown. `desktop`: in the app, which asks before it adds a hub that it does
 * not know. Rejects with a RunlightError where nothing answers there, or no app takes the link.
 */
export async function openHub(
  host: CliHost,
  address: string,
  { desktop }: { readonly desktop?: true },
): Promise<number> {
  const { origin, href } = hubAddress(address)
  try {
    await fetch(origin, { method: 'HEAD', signal: AbortSignal.timeout(answersWithinMs) })
  } catch {
    throw new RunlightError(
      'unreachable',
      `Nothing answers at ${origin}: see whether the hub runs and whether its address is right.`,
    )
  }
  if (!canShowBrowser(host)) {
    host.out.write(`There is no browser to be shown here: open ${origin} on a desktop.\n`)
  } else if (desktop !== true) {
    openBrowser(host, href)
  } else if (!(await openLink(host, formatHubLink(origin)))) {
    throw new RunlightError(
      'not-found',
      'Nothing on this computer takes a link of Runlight: install its desktop app, or leave out --desktop to open the hub in the browser.',
    )
  }
  return 0
}
