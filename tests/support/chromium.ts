// Where a browser is on this machine, and how every test, bench and picture starts it. It fetches nothing: `npm test` and
// `npm run bench` see to it, before anything else, that there is one (scripts/tasks/need-browser.ts).

import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

const pageEngine = '/usr/bin/chromium-headless-shell'

/** The browser that RUNLIGHT_CHROMIUM names, the system's, or Playwright's own; null where there is none. */
export function browserPath(): string | null {
  const named = process.env.RUNLIGHT_CHROMIUM ?? ''
  return [named, ...places, chromium.executablePath()].find((path) => path !== '' && existsSync(path)) ?? null
}

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
  const path = browserPath()
  // Without one, Playwright's own error says what is missing.
  return path === null ? { args } : { args, executablePath: path }
}

/** A browser of its own. Whoever starts it closes it. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch(chromiumLaunch())
}

/**
 * The same engine without the browser around it, which starts and draws a page for less than half of the processor; a whole
 * browser where it is not installed. It has no notifications and no window to lose.
 */
export function pageEngineLaunch(): { readonly args: string[]; readonly executablePath?: string } {
  const { executablePath, ...launch } = chromiumLaunch()
  const path = existsSync(pageEngine) ? pageEngine : executablePath
  // Playwright has one beside its own browser, which it takes where it is told no path.
  const isOwn = path === undefined || path === chromium.executablePath()
  return isOwn ? launch : { ...launch, executablePath: path }
}

/** A page engine of its own. Whoever starts it closes it. */
export function launchPageEngine(): Promise<Browser> {
  return chromium.launch(pageEngineLaunch())
}
