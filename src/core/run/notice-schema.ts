// The shape of a notice as it is stored and sent; notice.ts says what its parts mean.

import { z } from 'zod'
import { countSchema, timeSchema } from '../basics/numbers.ts'
import type { Notice } from './notice.ts'

const noticeDataSchema = z.object({
  code: z.string().max(60),
  at: timeSchema,
  count: countSchema,
  first: z.string().max(1_000),
})

export const noticeSchema = z.union([
  noticeDataSchema,
  z
    .string()
    .max(1_000)
    .transform((text): Notice => ({ code: 'words', at: 0, count: 0, first: text })),
])
