// The moment in which the page has nothing else to do: for work that nobody waits for.

/** A page that is never idle is taken for busy after this long. */
const busyMs = 2_000

/** Calls `then` when the page is idle, or `busy` all the time. Safari has no idle callbacks. */
export function whenIdle(then: (busy: boolean) => void): void {
  if (typeof requestIdleCallback === 'function')
    requestIdleCallback(({ didTimeout }) => then(didTimeout), { timeout: busyMs })
  else setTimeout(() => then(false), 100)
}
