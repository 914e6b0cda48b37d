// Checkpoints as rows: the job and its piece of text, each JSON and compressed.

import { deflateRawSync } from 'node:zlib'
import type { Checkpoint } from '../../rows.ts'
import type { Statement } from '../base/statements.ts'
import { byteas, int8s } from '../base/values.ts'

/** Fast rather than small: JSON's keys repeat, and a further level gains little. */
const level = 3

/** JSON writes NUL and lone surrogates as escapes. */
function packJson(value: string): Uint8Array {
  return deflateRawSync(Buffer.from(JSON.stringify(value)), { level })
}

/** None for no checkpoints. */
export function checkpointStatement(checkpoints: readonly Checkpoint[]): Statement[] {
  const last = [...new Map(checkpoints.map((one) => [`${one.run} ${one.seq}`, one])).values()]
  if (last.length === 0) return []
  return [
    {
      sql: `INSERT INTO runlight.checkpoints (run, seq, job, text_after, text_from, text)
        SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bigint[], $5::bigint[], $6::bytea[])
        ON CONFLICT (run, seq) DO UPDATE SET job = excluded.job, text_after = excluded.text_after,
          text_from = excluded.text_from, text = excluded.text`,
      params: [
        int8s(last.map(({ run }) => run)),
        int8s(last.map(({ seq }) => seq)),
        byteas(last.map(({ job }) => deflateRawSync(Buffer.from(job), { level }))),
        int8s(last.map(({ textAfter }) => textAfter)),
        int8s(last.map(({ textFrom }) => textFrom)),
        byteas(last.map(({ text }) => packJson(text))),
      ],
    },
  ]
}
