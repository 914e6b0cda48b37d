// The alerts that are news to this page: first what stands open, then each push. Where one may be missing (the engine was
// lost, or its pushes have a hole), what is open is asked for again. What is news is told by the engine's clock: the
// browser's may be hours off.

import type { Alert } from '../../core/alerts/alert.ts'
import type { Changes } from '../../core/contract/contract.ts'
import type { Client } from '../store/client.ts'

/** A page that was opened just after an alert still tells of it. */
const newsForMs = 60_000

export type AlertNews = {
  /** What fired before is no news; epoch ms of the engine's clock. */
  readonly since: () => number
  readonly stop: () => void
}

/** Calls `changed` with alerts as they come, those that were missed before those that came later. */
export function followAlerts(client: Client, changed: (alerts: readonly Alert[]) => void): AlertNews {
  let isStopped = false
  let since: number | null = null
  let heard: number | null = null
  let isBehind = true
  /** What was pushed while an answer is on its way: told before it, it would make older ones no news. */
  let held: (readonly Alert[])[] | null = null

  async function look(): Promise<void> {
    held = []
    isBehind = false
    const answer = await client.call('alerts.list', { open: true, since }).catch(() => null)
    const pushed = held
    held = null
    if (isStopped) return
    if (answer === null) isBehind = true
    else {
      since ??= answer.now - newsForMs
      changed(answer.alerts)
    }
    if (since !== null) for (const alerts of pushed) changed(alerts)
    if (answer !== null && isBehind) void look()
  }

  function take({ seq, alerts, after = seq - 1 }: Changes): void {
    if (heard !== null && (seq < heard || after > heard)) isBehind = true
    heard = seq
    if (isBehind && held === null) void look()
    if (alerts === undefined) return
    if (held === null) changed(alerts)
    else held.push(alerts)
  }

  const stopPushes = client.onChanges(take, () => {
    isBehind = true
  })
  void look()
  return {
    since: () => since ?? Number.POSITIVE_INFINITY,
    stop: () => {
      isStopped = true
      stopPushes()
    },
  }
}
