// A maintenance reader for one task: its thread is started, used and ended.

import { startThread } from '../../../threads/start.ts'
import type { MaintenanceReader } from '../upkeep/maintenance-reader.ts'
import type { WithMaintenance } from '../upkeep/watched-work.ts'
import threadPath from './maintenance-thread.ts?modulePath'

/** Gives the function that starts readers of the log of `dataDir`, or of a backup that may be restored there. */
export function createWithMaintenance(dataDir: string): WithMaintenance {
  return async (backup, act) => {
    const thread = await startThread<MaintenanceReader>(threadPath, { dataDir, backup })
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
}
