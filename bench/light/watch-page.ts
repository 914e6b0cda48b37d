// What is watched inside a page while it is used: tasks over 50 ms (W3C Long Tasks), layout shifts (Layout Instability), the
// time from an input to the frame that shows it, and how much script was loaded before the first paint.

import type { Page } from 'playwright'

export type Watched = {
  /** Durations of the tasks over 50 ms. */
  readonly tasks: readonly number[]
  /** The sum of the layout shifts that no input caused. */
  readonly shift: number
  /** From input to paint, ms, by the input's type. */
  readonly paints: { readonly click: readonly number[]; readonly keydown: readonly number[] }
}

type Slot = { tasks: number[]; shift: number; paints: { click: number[]; keydown: number[] } }
type Watching = { light?: Slot }

/** Watches every document that `page` loads from now on. */
export async function watchPage(page: Page): Promise<void> {
  await page.addInitScript(install)
}

/** What was seen in the page's document so far, and forgets it. */
export function takeWatched(page: Page): Promise<Watched> {
  return page.evaluate(() => {
    const holder = window as Watching
    const seen = holder.light ?? { tasks: [], shift: 0, paints: { click: [], keydown: [] } }
    holder.light = { tasks: [], shift: 0, paints: { click: [], keydown: [] } }
    return seen
  })
}

/** Runs in the page, before its scripts. */
function install(): void {
  const holder = window as Watching
  holder.light = { tasks: [], shift: 0, paints: { click: [], keydown: [] } }
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) holder.light?.tasks.push(task.duration)
  }).observe({ type: 'longtask', buffered: true })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const shift = entry as PerformanceEntry & { readonly hadRecentInput: boolean; readonly value: number }
      if (!shift.hadRecentInput && holder.light !== undefined) holder.light.shift += shift.value
    }
  }).observe({ type: 'layout-shift', buffered: true })
  for (const type of ['click', 'keydown'] as const) {
    // A frame is made of what the input's handlers have changed, and a message that is posted in it arrives after it.
    const time = (event: Event) =>
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => holder.light?.paints[type].push(performance.now() - event.timeStamp)
        channel.port2.postMessage(null)
      })
    addEventListener(type, time, { capture: true })
  }
}
