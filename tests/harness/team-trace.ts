// What the database itself saw of every write to a run: whose it was, under which epoch, and which epoch was the member's own at
// that moment. A trigger notes it within the writer's own transaction, so that nothing is there that was not stored.

import type { Client } from 'pg'

/** Begins to note, in a log that was just migrated. */
export async function traceRuns(sql: Client): Promise<void> {
  await sql.query(`
    CREATE SCHEMA nemesis;
    CREATE TABLE nemesis.writes (
      n bigserial PRIMARY KEY, run bigint, before bigint, after bigint, owner bigint, owner_epoch bigint,
      old_owner bigint, old_epoch bigint, taken boolean, changed_by bigint, changed_clock bigint,
      by_epoch bigint, by_clock bigint);
    CREATE FUNCTION nemesis.note() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO nemesis.writes (run, before, after, owner, owner_epoch, old_owner, old_epoch, taken, changed_by,
        changed_clock, by_epoch, by_clock)
      SELECT NEW.id, OLD.events, NEW.events, NEW.owner, NEW.owner_epoch, OLD.owner, OLD.owner_epoch,
        OLD.wanted AND EXISTS (SELECT FROM runlight.members m WHERE m.id = OLD.owner AND m.epoch = OLD.owner_epoch AND NOT m.closed
          AND m.expires_at >= clock_timestamp()),
        NEW.changed_by, NEW.changed_clock, m.epoch, m.clock
      FROM runlight.members m WHERE m.id = NEW.changed_by;
      RETURN NULL;
    END $$;
    CREATE TRIGGER note AFTER UPDATE ON runlight.runs FOR EACH ROW WHEN (NEW.removed_at IS NULL)
      EXECUTE FUNCTION nemesis.note();
    CREATE TABLE nemesis.retaken (n bigserial PRIMARY KEY, command bigint, name text);
    CREATE FUNCTION nemesis.retake() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO nemesis.retaken (command, name) VALUES (NEW.id, NEW.name);
      RETURN NULL;
    END $$;
    CREATE TRIGGER retake AFTER UPDATE ON runlight.commands FOR EACH ROW
      WHEN (OLD.taken_by IS NOT NULL AND (OLD.taken_by, OLD.taken_epoch) IS DISTINCT FROM (NEW.taken_by, NEW.taken_epoch))
      EXECUTE FUNCTION nemesis.retake();`)
}

/** What may be taken twice: it does no harm. */
const harmless = new Set(['runs.stop', 'runs.giveUpWhenLost', 'runs.remove'])

type Write = Record<string, string | boolean | null>

/** Reads on where it was left; the faults of what is new. */
export function createTrace() {
  let last = 0
  let takeovers = 0
  let lastRetaken = 0
  const terms = new Map<string, string>()

  const faultOf = (row: Write): string | null => {
    const grows = Number(row.after) > Number(row.before)
    const term = row.owner_epoch === '0' ? 'nobody' : `member ${row.owner} of epoch ${row.owner_epoch}`
    const run = String(row.run)
    const known = terms.get(run)
    terms.set(run, term)
    if (known !== undefined && term !== known) {
      takeovers++
      if (term !== 'nobody' && (row.owner !== row.changed_by || row.owner_epoch !== row.by_epoch))
        return `${term} has it from now on, written by member ${row.changed_by} of epoch ${row.by_epoch}`
      if (row.taken === true && row.changed_by !== row.old_owner)
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
      const { rows: retaken } = await sql.query<{ n: string; command: string; name: string }>(
        'SELECT * FROM nemesis.retaken WHERE n > $1 ORDER BY n',
        [lastRetaken],
      )
      lastRetaken = Number(retaken.at(-1)?.n ?? lastRetaken)
      return [
        ...rows.flatMap((row) => {
          const fault = faultOf(row)
          return fault === null ? [] : [`run ${row.run}: ${fault}`]
        }),
        ...retaken
          .filter(({ name }) => !harmless.has(name))
          .map(({ command, name }) => `command ${command} (${name}) was taken twice`),
      ]
    },
    /** How often a run that somebody had, or had had, came to another or was let go. */
    takeovers: () => takeovers,
  }
}
