// What a run of a shared log is copied from, in this very process: without a thread of its own but for what speaks to the
// database.

import type { SectionSource } from '../../log-export.ts'
import { createSyncClient } from '../base/sync-client.ts'
import { createDatabase } from '../read/database.ts'
import { createSectionSource } from '../read/section-source.ts'

/** `name` is what the database's own lists show. */
export function openSource(url: string, name: string): SectionSource {
  return createSectionSource(createDatabase(createSyncClient(url, name)))
}
