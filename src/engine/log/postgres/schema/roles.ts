// Database roles with the least rights that their work needs, and which rows they see. The roles log in as nobody: an
// administrator gives them to users (GRANT runlight_collector TO anna). The owner of the schema migrates it and sees all.
//
// A hub reads what its viewer may see: each of its transactions says whose, in `runlight.spaces`, and one that says nothing
// sees nothing. Collectors watch for everybody.

import { ofHubsAlone } from './0002-access.ts'
import { surveysOfHubs } from './0008-surveys.ts'

/** Tables that collectors and hubs write alike; neither may empty or change a table's shape. */
const shared = [
  'members',
  'servers',
  'runs',
  'attempts',
  'gaps',
  'transitions',
  'checkpoints',
  'settings',
  'topics',
  'alerts',
  'standings',
  'removals',
  'commands',
  'secrets',
  'changes',
  'duties',
]
/** What only grows: who did what is not to be unsaid. */
const growing = ['audit']
/** The events themselves: stored by collectors, and by hubs for what is imported there. */
const events = ['event_tail', 'event_block']

const both = 'runlight_collector, runlight_hub'
const tables = (names: readonly string[]) => names.map((name) => `runlight.${name}`).join(', ')

/** Can be run any number of times. Where no roles may be made, none are, and nothing else is changed. */
export const sql = `
DO $$
DECLARE
  role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['runlight_collector', 'runlight_hub'] LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role);
      END IF;
    EXCEPTION
      WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN NULL;
    END;
  END LOOP;
  IF (SELECT count(*) FROM pg_roles WHERE rolname IN ('runlight_collector', 'runlight_hub')) < 2 THEN
    RETURN;
  END IF;
  GRANT USAGE ON SCHEMA runlight TO ${both};
  GRANT SELECT ON ALL TABLES IN SCHEMA runlight TO ${both};
  GRANT USAGE ON ALL SEQUENCES IN SCHEMA runlight TO ${both};
  GRANT INSERT, UPDATE, DELETE ON ${tables([...shared, ...events])} TO ${both};
  GRANT INSERT ON ${tables(growing)} TO ${both};
  REVOKE ALL ON ${tables(ofHubsAlone)} FROM runlight_collector;
  GRANT INSERT, UPDATE, DELETE ON ${tables([...ofHubsAlone, ...surveysOfHubs, 'spaces'])} TO runlight_hub;
  REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA runlight FROM PUBLIC;
  GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA runlight TO ${both};
  DROP POLICY IF EXISTS collectors ON runlight.runs;
  DROP POLICY IF EXISTS collectors ON runlight.servers;
  DROP POLICY IF EXISTS hubs ON runlight.runs;
  DROP POLICY IF EXISTS hubs ON runlight.servers;
  CREATE POLICY collectors ON runlight.runs TO runlight_collector USING (true) WITH CHECK (true);
  CREATE POLICY collectors ON runlight.servers TO runlight_collector USING (true) WITH CHECK (true);
  CREATE POLICY hubs ON runlight.runs TO runlight_hub USING (runlight.sees(space)) WITH CHECK (runlight.sees(space));
  CREATE POLICY hubs ON runlight.servers TO runlight_hub USING (runlight.sees(space)) WITH CHECK (runlight.sees(space));
END $$;
`
