// What is asked of the collector that has a run, as rows: it takes them in a transaction behind its fence. What starts work
// or cannot be done twice is taken once, and where its taker was lost the one who asked is told so.

import type { Answer } from '../../../../core/contract/dispatch.ts'
import type { Command, TeamPort } from '../../team-port.ts'
import type { Connection } from '../base/connection.ts'
import type { Row, Statement } from '../base/statements.ts'
import { int8s } from '../base/values.ts'
import { type Place, write } from './place-of-member.ts'

type Commands = Pick<TeamPort, 'ask' | 'takeCommands' | 'answerCommand' | 'answers'>

/** Carried out twice they do no harm. */
const harmless = "('runs.stop', 'runs.giveUpWhenLost', 'runs.remove')"
const takenAtOnce = 50
/** What starts work is not begun later than this: whoever asked for it does not expect it any more. */
const beginsWithinMinutes = 5
const keptDays = 30

/** Whether the command `c` is not answered, and whoever asked may still expect it. */
export const isOpen = `(c.answer IS NULL AND c.asked_at > clock_timestamp() - interval '${beginsWithinMinutes} minutes')`

const lost: Answer = {
  ok: false,
  error: {
    code: 'internal',
    message:
      'The collector that was asked is gone, and whether it did what was asked is not known: look at the run before you ask again.',
    detail: null,
  },
}

const late: Answer = {
  ok: false,
  error: {
    code: 'not-answered',
    message: `No collector took this up within ${beginsWithinMinutes} minutes, and it was not carried out: ask again if it is still wanted.`,
    detail: null,
  },
}

export function createCommands(connection: Connection, place: Place): Commands {
  return {
    ask: async ({ run, name, input, by }) => {
      const member = place.now()
      // A run that nobody has is taken up by whoever can, also one at rest.
      const [asked] = await write(connection.run, member, {
        sql: 'INSERT INTO runlight.commands (run, name, input, asked_by) VALUES ($1, $2, $3, $4) RETURNING id',
        params: [run, name, JSON.stringify(input), by],
      })
      return Number(asked?.rows[0]?.id)
    },
    takeCommands: async () => {
      const member = place.now()
      const { id, epoch } = member
      const open = await connection.all(
        `SELECT EXISTS (SELECT FROM runlight.commands c JOIN runlight.runs r ON r.id = c.run
          WHERE c.answer IS NULL AND r.owner = $1 AND r.owner_epoch = $2
            AND (c.taken_by, c.taken_epoch) IS DISTINCT FROM ($1::int8, $2::int8)) AS any`,
        id,
        epoch,
      )
      if (open[0]?.any !== true) return []
      const [, , taken] = await write(
        connection.run,
        member,
        {
          sql: `UPDATE runlight.commands c SET answer = $3, answered_at = clock_timestamp() FROM runlight.runs r
            WHERE r.id = c.run AND r.owner = $1 AND r.owner_epoch = $2 AND c.answer IS NULL AND c.taken_by IS NOT NULL
              AND (c.taken_by, c.taken_epoch) IS DISTINCT FROM ($1::int8, $2::int8) AND c.name NOT IN ${harmless}`,
          params: [id, epoch, JSON.stringify(lost)],
        },
        {
          sql: `UPDATE runlight.commands c SET answer = $3, answered_at = clock_timestamp() FROM runlight.runs r
            WHERE r.id = c.run AND r.owner = $1 AND r.owner_epoch = $2 AND c.answer IS NULL AND c.taken_by IS NULL
              AND c.name NOT IN ${harmless}
              AND c.asked_at < clock_timestamp() - interval '${beginsWithinMinutes} minutes'`,
          params: [id, epoch, JSON.stringify(late)],
        },
        {
          sql: `WITH mine AS (
              SELECT c.id FROM runlight.commands c JOIN runlight.runs r ON r.id = c.run
              WHERE c.answer IS NULL AND r.owner = $1 AND r.owner_epoch = $2
                AND (c.taken_by IS NULL OR (c.name IN ${harmless}
                  AND (c.taken_by, c.taken_epoch) IS DISTINCT FROM ($1::int8, $2::int8)))
              ORDER BY c.id LIMIT ${takenAtOnce} FOR UPDATE OF c SKIP LOCKED)
            UPDATE runlight.commands c SET taken_by = $1, taken_epoch = $2 FROM mine WHERE c.id = mine.id
            RETURNING c.id, c.run, c.name, c.input, c.asked_by,
              extract(epoch FROM c.asked_at)::float8 * 1000 AS asked_at`,
          params: [id, epoch],
        },
      )
      return (taken?.rows ?? []).map(commandOf).toSorted((a, b) => a.id - b.id)
    },
    answerCommand: async (id, answer) => {
      await write(connection.run, place.now(), {
        sql: `UPDATE runlight.commands SET answer = $2, answered_at = clock_timestamp() WHERE id = $1 AND answer IS NULL`,
        params: [id, JSON.stringify(answer)],
      })
    },
    answers: async (ids) => {
      if (ids.length === 0) return []
      const rows = await connection.all(
        'SELECT id, answer FROM runlight.commands WHERE id = ANY($1) AND answer IS NOT NULL ORDER BY id',
        int8s(ids),
      )
      // Written above, by a process of this very log.
      return rows.map(({ id, answer }) => ({ id: Number(id), answer: JSON.parse(String(answer)) as Answer }))
    },
  }
}

/** Clears away what was asked long ago, whatever became of it. */
export const forgetCommands: Statement = {
  sql: `DELETE FROM runlight.commands WHERE asked_at < clock_timestamp() - interval '${keptDays} days'`,
}

function commandOf(row: Row): Command {
  return {
    id: Number(row.id),
    run: Number(row.run),
    name: String(row.name),
    input: JSON.parse(String(row.input)) as unknown,
    by: String(row.asked_by),
    at: Math.round(Number(row.asked_at)),
  }
}
