// What the database itself saw of every write to a run: whose it was, under which epoch, and which epoch was the member's own at
// that moment. A trigger notes it within the writer's own transaction, so that nothing is there that was not stored.

import type { Client } from 'pg'

/** Begins to note, in a log that was just migrated. */
export async function traceRuns(sql: Client): Promise<void> {
  await sql.query(`
    CREATE SCHEMA nemesis;
    CREATE TABLE nemesis.writes (
      n bigserial PRIMARY KEY, run bigint, before bigint, after bigint, owner bigint, owner_epoch bigint,
      old_owner bigint, old_epoch bigint, old_alive boolean, changed_by bigint, changed_clock bigint,
      by_epoch bigint, by_clock bigint);
    CREATE FUNCTION nemesis.note() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO nemesis.writes (run, before, after, owner, owner_epoch, old_owner, old_epoch, old_alive, changed_by,
        changed_clock, by_epoch, by_clock)
      SELECT NEW.id, OLD.events, NEW.events, NEW.owner, NEW.owner_epoch, OLD.owner, OLD.owner_epoch,
        EXISTS (SELECT FROM runlight.members m WHERE m.id = OLD.owner AND m.epoch = OLD.owner_epoch AND NOT m.closed),
        NEW.changed_by, NEW.changed_clock, m.epoch, m.clock
      FROM runlight.members m WHERE m.id = NEW.changed_by;
      RETURN NULL;
    END $$;
    CREATE TRIGGER note AFTER UPDATE ON runlight.runs FOR EACH ROW EXECUTE FUNCTION nemesis.note();`)
}

type Write = Record<string, string | boolean | null>

/** Reads on where it was left; the faults of what is new. */
export function createTrace() {
  let last = 0
  let takeovers = 0
  const terms = new Map<string, { now: string; readonly over: Set<string> }>()

  const faultOf = (row: Write): string | null => {
    const grows = Number(row.after) > Number(row.before)
    const term = row.owner_epoch === '0' ? 'nobody' : `member ${row.owner} of epoch ${row.owner_epoch}`
    const run = String(row.run)
    const known = terms.get(run) ?? { now: term, over: new Set<string>() }
    terms.set(run, known)
    if (term !== known.now) {
      known.over.add(known.now)
      known.now = term
      takeovers++
      if (term !== 'nobody' && known.over.has(term))
        return `${term} has it again under an epoch that was over`
      if (row.old_alive === true && row.changed_by !== row.old_owner)
        return `member ${row.changed_by} took it from member ${row.old_owner}, which had it`
    }
    if (grows && row.owner !== row.changed_by) return `member ${row.changed_by} stored events, ${term} had it`
    if (grows && row.owner_epoch !== row.by_epoch)
      return `events were stored by ${term}, whose epoch was ${row.by_epoch}`
    if (row.changed_clock !== row.by_clock)
      return `it is stamped ${row.changed_clock}, the clock of member ${row.changed_by} was ${row.by_clock}`
    return null
  }

  return {
    faults: async (sql: Client): Promise<string[]> => {
      const { rows } = await sql.query<Write>('SELECT * FROM nemesis.writes WHERE n > $1 ORDER BY n', [last])
      last = Number(rows.at(-1)?.n ?? last)
      return rows.flatMap((row) => {
        const fault = faultOf(row)
        return fault === null ? [] : [`run ${row.run}: ${fault}`]
      })
    },
    /** How often a run came from one to another, the first time counted with. */
    takeovers: () => takeovers,
  }
}
