// The browser of the end-to-end tests: the one that whoever starts the run names, the system's, or Playwright's own.

import { existsSync } from 'node:fs'

const named = process.env.RUNLIGHT_CHROMIUM ?? '/usr/bin/chromium'

/** Launch options: no sandbox (containers have none to give), and none of the browser's own calls home. */
export function chromiumLaunch(): { readonly args: string[]; readonly executablePath?: string } {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ]
  return existsSync(named) ? { args, executablePath: named } : { args }
}
