// What is the team's among the settings, with the row of who changed it: one transaction.

import type { TeamPort } from '../../team-port.ts'
import type { Connection } from '../base/connection.ts'
import { type Place, raiseTopic, write } from './place-of-member.ts'

export function createTeamSettings(connection: Connection, place: Place): Pick<TeamPort, 'setTeamSetting'> {
  return {
    setTeamSetting: async (name, value, { who, what, detail }) => {
      await write(
        connection.run,
        place.now(),
        {
          sql: `INSERT INTO runlight.settings (name, value) VALUES ($1, $2)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
          params: [name, value],
        },
        raiseTopic('settings'),
        {
          sql: 'INSERT INTO runlight.audit (who, what, detail) VALUES ($1, $2, $3)',
          params: [who, what, JSON.stringify(detail)],
        },
      )
    },
  }
}
