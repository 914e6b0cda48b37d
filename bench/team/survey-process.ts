// Surveys a shared log as a hub does, until there is nothing left to do. Argument: the address. Prints a line of JSON.

import { createSyncClient } from '../../src/engine/log/postgres/base/sync-client.ts'
import { createSurveyor } from '../../src/engine/log/postgres/upkeep/make-survey.ts'

export type Surveyed = {
  readonly surveys: number
  /** Seconds of this process's processor. */
  readonly cpuSeconds: number
}

const [url = ''] = process.argv.slice(2)
const client = createSyncClient(url, 'runlight bench')
const surveyor = createSurveyor(client)
let surveys = 0
while (surveyor.next()) surveys++
const { user, system } = process.cpuUsage()
process.stdout.write(`${JSON.stringify({ surveys, cpuSeconds: (user + system) / 1e6 } satisfies Surveyed)}\n`)
client.close()
process.exit(0)
