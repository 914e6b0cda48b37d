// A keeper for one task: its thread is started, used and ended.

import { startThread, type Thread } from '../../../threads/start.ts'
import type { Keeper } from '../upkeep/maintenance-reader.ts'
import keeperPath from './maintenance-thread.ts?modulePath'

export type KeeperApi = Thread<Keeper>['api']

/** Gives `act` a keeper of the log of `dataDir`, or of `backup` where that is given. */
export async function withKeeper<T>(
  dataDir: string,
  backup: string | null,
  act: (keeper: KeeperApi) => Promise<T>,
): Promise<T> {
  const thread = await startThread<Keeper>(keeperPath, { dataDir, backup })
  try {
    const result = await act(thread.api)
    await thread.stop()
    return result
  } catch (thrown) {
    // A step that is still under way ends by itself; nobody has to wait for it.
    void thread.stop().catch(() => {})
    throw thrown
  }
}
