// What the database's server has had of the processor.

import { readFileSync } from 'node:fs'
import type { Postgres } from '../../tests/support/postgres.ts'

/** Seconds that the server's processes, those that have ended too, have had of the processor (proc(5); 100 ticks a second). */
export async function serverCpu(postgres: Postgres): Promise<number> {
  const [postmaster = 0, ...children] = await postgres.processes()
  const fieldsOf = (pid: number) => {
    try {
      return readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ')
        .map(Number)
    } catch {
      return []
    }
  }
  const ended = fieldsOf(postmaster)
  const ticks = children.reduce(
    (sum, pid) => {
      const fields = fieldsOf(pid)
      return sum + (fields[11] ?? 0) + (fields[12] ?? 0)
    },
    (ended[13] ?? 0) + (ended[14] ?? 0),
  )
  return ticks / 100
}
