// The writer's thread of a shared log: what is packed and compressed there holds up no stream. It writes nothing before it is
// told its place among the members.

import { workerData } from 'node:worker_threads'
import { serveThread } from '../../../threads/serve.ts'
import type { MemberRole } from '../../team-port.ts'
import { createConnection } from '../base/connection.ts'
import { postgresError } from '../base/postgres-errors.ts'
import { createWriter, type Writer } from '../write/writer.ts'

/** What the thread is started with. `name` is what the database's own lists show. */
export type WritingData = { readonly url: string; readonly name: string; readonly role: MemberRole }
/** What it serves. */
export type WriterThread = Writer & { readonly close: () => Promise<void> }

/** The database may take so long for one transaction's statements. */
const statementMs = 10_000

const { url, name, role }: WritingData = workerData
const connection = createConnection(url, name, statementMs)

serveThread(
  () => ({ ...createWriter(connection, role), close: connection.close }) satisfies WriterThread,
  (thrown) => postgresError(thrown, connection.place),
)
