// Starts a PostgreSQL server, prints its postmaster's id and its folder, and waits to be killed.

import { startPostgres } from './postgres.ts'

const postgres = await startPostgres({ fsync: 'off' })
const [postmaster] = await postgres.processes()
process.stdout.write(`${postmaster} ${postgres.folder}\n`)
setInterval(() => {}, 60_000)
