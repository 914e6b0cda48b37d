// A page without a network: only its own host answers it.

import type { Page } from 'playwright'

/** Stops every request of the page to anywhere but `origin`. The list fills with what it tried; there is to be nothing. */
export async function cutNetwork(page: Page, origin: string): Promise<readonly string[]> {
  const strayed: string[] = []
  await page.route(
    (url) => url.origin !== origin,
    (route) => {
      strayed.push(route.request().url())
      return route.abort()
    },
  )
  return strayed
}
