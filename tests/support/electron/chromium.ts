// The browser that draws the stand-in's pages: the system's Chromium where there is one, else the one that Playwright
// installs. Started with the first window, so that a second instance, which opens none, starts no browser.

import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright'
import { chromiumLaunch } from '../chromium.ts'

/**
 * A browser whose profile lies in `folder`, as Electron's session lies in the user data folder, on a screen with so many
 * pixels for one of a page.
 */
export function launchChromium(folder: string, deviceScaleFactor: number): Promise<BrowserContext> {
  const launch = chromiumLaunch()
  return chromium.launchPersistentContext(join(folder, 'stand-in-profile'), {
    ...launch,
    // One session of the browser's protocol for all frames of a page.
    args: [...launch.args, '--disable-site-isolation-trials'],
    viewport: { width: 1_280, height: 800 },
    deviceScaleFactor,
  })
}
