// What draws the stand-in's pages: Chromium's engine without its browser, whose windows are the stand-in's. Started with
// the first window, so that a second instance, which opens none, starts no browser.

import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright'
import { pageEngineLaunch } from '../chromium.ts'

/**
 * A browser whose profile lies in `folder`, as Electron's session lies in the user data folder, on a screen with so many
 * pixels for one of a page.
 */
export function launchChromium(folder: string, deviceScaleFactor: number): Promise<BrowserContext> {
  const launch = pageEngineLaunch()
  return chromium.launchPersistentContext(join(folder, 'stand-in-profile'), {
    ...launch,
    // One session of the browser's protocol for all frames of a page.
    args: [...launch.args, '--disable-site-isolation-trials'],
    viewport: { width: 1_280, height: 800 },
    deviceScaleFactor,
  })
}
