// Runlight with a law broken, which the nemesis has to notice: a harness that finds nothing proves nothing unless it finds these. A
// mutant is a change of the sources while the members are bundled, or of the database's own functions; nothing of it is in src.

import type { Client } from 'pg'
import type { Plugin } from 'vite'

export type Mutant = {
  readonly name: string
  /** File by the end of its path, what stands there once, and what stands there instead. */
  readonly changes: readonly (readonly [file: string, from: string, to: string])[]
  /** What is run in the log once it is migrated. */
  readonly sql: string | null
}

export const mutants: readonly Mutant[] = [
  {
    // Whoever had a run before another took it goes on writing into it.
    name: 'no fence',
    changes: [['write/member-writer.ts', 'return `((r.owner = ', 'return `(true OR (r.owner = ']],
    sql: `CREATE OR REPLACE FUNCTION runlight.as_member(member bigint, its_epoch bigint, its_ttl_ms integer) RETURNS bigint
      LANGUAGE sql AS $$ UPDATE runlight.members SET clock = clock + 1, expires_at = clock_timestamp() + its_ttl_ms * interval '1 ms'
        WHERE id = member RETURNING clock $$`,
  },
  {
    name: 'law 4 ignored',
    changes: [
      ['collect/may-ask.ts', 'if (!startsWork) return null', 'if (startsWork || !startsWork) return null'],
      ['runs/take-up.ts', 'const observes = live.observes()', 'const observes = true'],
      ['runs/run-connection.ts', 'let spent = !observes() && run.attempts.number() > 0', 'let spent = false'],
    ],
    sql: null,
  },
  {
    name: 'a lease of four times to live',
    changes: [['collect/lease.ts', 'const ownShare = 0.9', 'const ownShare = 4']],
    sql: null,
  },
]

/** Makes the changes while a bundle is made. Throws where what is to be changed does not stand there once. */
export function mutated({ name, changes }: Mutant): Plugin {
  return {
    name: 'runlight:mutant',
    enforce: 'pre',
    transform(code, id) {
      const here = changes.filter(([file]) => id.endsWith(`/${file}`))
      return here.reduce((text, [file, from, to]) => {
        if (text.split(from).length !== 2) throw new Error(`The mutant “${name}” does not know ${file}.`)
        return text.replace(from, to)
      }, code)
    },
  }
}

export async function mutateLog(sql: Client, mutant: Mutant | null): Promise<void> {
  if (mutant?.sql != null) await sql.query(mutant.sql)
}
