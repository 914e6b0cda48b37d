// Rows of the log's tables as they come from SQLite, checked where they enter: a damaged or foreign file gives an error
// here and never a wrong shape further on.

import { z } from 'zod'
import { authTypes } from '../../../../core/contract/server.ts'
import { runSummarySchema } from '../../../../core/run/run.ts'

const text = z.union([z.string(), z.instanceof(Uint8Array)])

export const rowSchema = z.object({
  key: z.number(),
  attempt: z.number(),
  at: z.number(),
  name: text,
  /** In bytes, where the name is not whole here. */
  name_size: z.number().nullable().default(null),
  event_id: text.nullable(),
  event_id_size: z.number().nullable().default(null),
  data: text,
  flags: z.number(),
  true_size: z.number().nullable(),
})

export const serverRowSchema = z
  .object({
    id: z.number(),
    name: z.string(),
    base_url: z.string(),
    auth: z.enum(authTypes),
    header_names: z.string(),
    has_secret: z.number(),
    ca_pem: z.string().nullable(),
    proxy_url: z.string().nullable(),
    created_at: z.number(),
  })
  .transform((row) => ({
    id: row.id,
    name: row.name,
    baseUrl: row.base_url,
    auth: row.auth,
    headerNames: z.array(z.string()).parse(JSON.parse(row.header_names)),
    hasSecret: row.has_secret === 1,
    caPem: row.ca_pem,
    proxyUrl: row.proxy_url,
    createdAt: row.created_at,
  }))

export const storedRunSchema = z
  .object({
    uid: z.string(),
    base_url: z.string(),
    params: z.string(),
    has_secret: z.number(),
    resume_id: z.string().nullable(),
    summary: z.string(),
    transitions: z.number(),
  })
  .transform((row) => ({
    uid: row.uid,
    baseUrl: row.base_url,
    params: z.record(z.string(), z.string()).parse(JSON.parse(row.params)),
    hasSecret: row.has_secret === 1,
    resumeId: row.resume_id,
    summary: runSummarySchema.parse(JSON.parse(row.summary)),
    transitions: row.transitions,
  }))
