// What a page costs the machine: the processor time of its renderer process, as the system counts it (CDP
// SystemInfo.getProcessInfo). It includes style, layout and painting, and not what other programs do meanwhile.

import type { Browser } from 'playwright'
import { median } from '../process.ts'

/** Parts of one core, in percent, of the renderers: the median of `windows` stretches of `seconds` each. */
export async function rendererShare(browser: Browser, seconds = 8, windows = 5): Promise<number> {
  const shares: number[] = []
  for (let i = 0; i < windows; i++) {
    const before = await rendererSeconds(browser)
    const from = performance.now()
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
    const spent = (await rendererSeconds(browser)) - before
    shares.push((100 * spent) / ((performance.now() - from) / 1_000))
  }
  return Math.round(median(shares) * 10) / 10
}

async function rendererSeconds(browser: Browser): Promise<number> {
  const devtools = await browser.newBrowserCDPSession()
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo')
  await devtools.detach()
  return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { cpuTime }) => sum + cpuTime, 0)
}
