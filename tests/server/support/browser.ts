// A real Chromium for the bridge's tests: the system's, else the one that Playwright has put there. Without either the tests
// fail and say what is missing; they are never passed over.

import { existsSync } from 'node:fs'
import { type Browser, chromium } from '@playwright/test'

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

export function startBrowser(): Promise<Browser> {
  const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path))
  return chromium.launch(system === undefined ? { args } : { args, executablePath: system })
}
