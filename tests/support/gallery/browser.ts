// A page of the gallery in a real browser, and what went wrong on it: errors, complaints, breaches of the content security
// policy.

import type { Browser, BrowserContextOptions, Page } from 'playwright'

export type OpenPage = { readonly page: Page; readonly wrong: string[]; readonly close: () => Promise<void> }

/** A new page of its own, at `url`; `wrong` fills up with what goes wrong on it. `script` is run in every document first. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions,
  script = '',
): Promise<OpenPage> {
  const wrong: string[] = []
  const context = await browser.newContext({ locale: 'en-GB', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  page.on('pageerror', (error) => wrong.push(`threw ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') wrong.push(message.text())
  })
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      throw new Error(`policy broken: ${violatedDirective} ${blockedURI}`)
    })
  })
  if (script !== '') await page.addInitScript({ content: script })
  await page.goto(url)
  await page.evaluate(() => document.fonts.ready)
  return { page, wrong, close: () => context.close() }
}
