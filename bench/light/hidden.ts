// A window that nobody sees: minimised in its own window of the browser, and driven by nothing but the browser's own
// protocol, because a page that a test runner drives is always made to believe that it is seen.

import type { Browser } from 'playwright'
import { rendererShare } from './renderer-cpu.ts'

/** The renderers' part of a core, in percent, while the page at `url` is minimised. */
export async function hiddenShare(browser: Browser, url: string): Promise<number> {
  const devtools = await browser.newBrowserCDPSession()
  const { targetId } = await devtools.send('Target.createTarget', { url, newWindow: true })
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
  await pause(4_000)
  const { windowId } = await devtools.send('Browser.getWindowForTarget', { targetId })
  await devtools.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'minimized' } })
  await pause(1_000)
  const share = await rendererShare(browser)
  await devtools.send('Target.closeTarget', { targetId })
  await devtools.detach()
  return share
}
