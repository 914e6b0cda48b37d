// A real browser for the gallery's pages, and what went wrong on one: errors, complaints, breaches of the content security
// policy.

import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test'

const systemBrowser = '/usr/bin/chromium'

/** The system's Chromium if there is one, else Playwright's own. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(existsSync(systemBrowser) ? { executablePath: systemBrowser } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
}

export type OpenPage = { readonly page: Page; readonly wrong: string[]; readonly close: () => Promise<void> }

/** A new page of its own, at `url`; `wrong` fills up with what goes wrong on it. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions,
): Promise<OpenPage> {
  const wrong: string[] = []
  const context = await browser.newContext(options)
  const page = await context.newPage()
  page.setDefaultTimeout(8_000)
  page.on('pageerror', (error) => wrong.push(`threw ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') wrong.push(message.text())
  })
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      throw new Error(`policy broken: ${violatedDirective} ${blockedURI}`)
    })
  })
  await page.goto(url)
  await page.evaluate(() => document.fonts.ready)
  return { page, wrong, close: () => context.close() }
}
