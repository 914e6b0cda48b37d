// Servers, settings, and what the log remembers of its own keeping.

import { z } from 'zod'
import { authTypes, type Server } from '../../../../core/contract/server.ts'
import { type RemovalRecord, removalSchema } from '../../../../core/storage/storage.ts'
import type { LogReader } from '../../log-reader.ts'
import type { AtOnce } from '../../port.ts'
import type { Database } from './database.ts'

const serverSchema = z.object({
  id: z.number(),
  name: z.string(),
  base_url: z.string(),
  auth: z.enum(authTypes),
  header_names: z.string(),
  has_secret: z.boolean(),
  ca_pem: z.string().nullable(),
  proxy_url: z.string().nullable(),
  created_at: z.number(),
  space: z.number(),
})

type Part = Pick<AtOnce<LogReader>, 'servers' | 'setting' | 'removals' | 'forgetting'>

export function createRecords(db: Database): Part {
  return {
    servers: () =>
      db
        .all(
          `SELECT id, name, base_url, auth, header_names, has_secret, ca_pem, proxy_url, created_at,
             space::int
           FROM runlight.servers WHERE runlight.sees(space) ORDER BY lower(name COLLATE "C")`,
        )
        .map((row) => toServer(serverSchema.parse(row))),
    setting: (name) => {
      const row = db.get('SELECT value FROM runlight.settings WHERE name = $1', name)
      return row === null ? null : String(row.value)
    },
    removals: (limit): RemovalRecord[] =>
      db
        .all('SELECT id, record FROM runlight.removals ORDER BY id DESC LIMIT $1', limit)
        .map(({ id, record }) => removalSchema.parse({ ...JSON.parse(String(record)), id })),
    forgetting: () =>
      Number(
        db.get('SELECT count(*) AS runs FROM runlight.runs WHERE removed_at IS NOT NULL AND NOT cleared')
          ?.runs,
      ),
  }
}

function toServer(row: z.infer<typeof serverSchema>): Omit<Server, 'needsSecret'> {
  return {
    id: row.id,
    name: row.name,
    baseUrl: row.base_url,
    auth: row.auth,
    headerNames: z.array(z.string()).parse(JSON.parse(row.header_names)),
    hasSecret: row.has_secret,
    caPem: row.ca_pem,
    proxyUrl: row.proxy_url,
    createdAt: row.created_at,
    space: row.space,
  }
}
