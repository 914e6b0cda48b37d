// The writer's part of what is the team's: server profiles and settings. Whoever has them in memory hears of a change by the
// version of their topic.

import { RunlightError } from '../../../../core/basics/errors.ts'
import type { LogWriter } from '../../log-writer.ts'
import { codeOf } from '../base/postgres-errors.ts'
import { clockOf, raiseTopic } from '../team/place-of-member.ts'
import type { MemberWriter } from './member-writer.ts'

/** SQLSTATE unique_violation. */
const taken = '23505'

type Part = Pick<LogWriter, 'saveServer' | 'removeServer' | 'setSetting'>

export function createSettingsWriter(writer: MemberWriter): Part {
  return {
    saveServer: async (server, id) => {
      const { name, baseUrl, auth, headerNames, hasSecret, caPem, proxyUrl, createdAt } = server
      const values = [name, baseUrl, auth, JSON.stringify(headerNames), hasSecret, caPem, proxyUrl]
      const sql =
        id === null
          ? `INSERT INTO runlight.servers (name, base_url, auth, header_names, has_secret, ca_pem, proxy_url, created_at)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`
          : `UPDATE runlight.servers SET name = $1, base_url = $2, auth = $3, header_names = $4, has_secret = $5,
              ca_pem = $6, proxy_url = $7 WHERE id = $8 RETURNING id`
      try {
        const [saved] = await writer.write(
          { sql, params: [...values, id ?? createdAt] },
          raiseTopic('servers'),
        )
        return Number(saved?.rows[0]?.id ?? id)
      } catch (thrown) {
        if (codeOf(thrown) !== taken) throw thrown
        throw new RunlightError(
          'bad-input',
          `There is a server named “${name}” already: choose another name.`,
          { problems: { name: `There is a server named “${name}” already.` } },
        )
      }
    },
    removeServer: async (id) => {
      await writer.write(
        // Its runs stay, and are shown as those of no server.
        {
          sql: `UPDATE runlight.runs SET server_id = NULL, changed_by = $1, changed_clock = ${clockOf} WHERE server_id = $2`,
          params: [writer.member().id, id],
        },
        { sql: 'DELETE FROM runlight.servers WHERE id = $1', params: [id] },
        raiseTopic('servers'),
      )
    },
    setSetting: async (name, value) => {
      await writer.write(
        {
          sql: `INSERT INTO runlight.settings (name, value) VALUES ($1, $2)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
          params: [name, value],
        },
        raiseTopic(topicOf(name)),
      )
    },
  }
}

/** Alert rules and channels are read by whoever judges; the rest by the screens. */
const ruleSettings = ['alerts', 'channels']

function topicOf(name: string): string {
  return ruleSettings.includes(name) ? 'rules' : 'settings'
}
