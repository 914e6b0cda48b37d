// The browser that draws the stand-in's pages: the system's Chromium where there is one, else the one that Playwright
// installs. Started with the first window, so that a second instance, which opens none, starts no browser.

import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright'
import { chromiumLaunch } from '../chromium.ts'

/** A browser whose profile lies in `folder`, as Electron's session lies in the user data folder. */
export function launchChromium(folder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(join(folder, 'stand-in-profile'), chromiumLaunch())
}
