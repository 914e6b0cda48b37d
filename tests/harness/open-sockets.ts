// Which process has a socket open, as the system itself knows it (proc(5)): a server hears of a client's death a moment later than
// it dies, and what is told at once would be laid to the dead.

import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'

const table = '/proc/net/tcp'
const established = '01'

/** Whether this system can tell. */
export const canTellHolders = existsSync(table)

/** Which of `processes` has the client's end of a connection from `port` to `serverPort`, both on IPv4; null where none has. */
export function holderOf(port: number, serverPort: number, processes: readonly number[]): number | null {
  if (!canTellHolders) return null
  const inode = readFileSync(table, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .find(
      ([, local, remote, state]) =>
        portIn(local) === port && portIn(remote) === serverPort && state === established,
    )?.[9]
  if (inode === undefined) return null
  return processes.find((pid) => hasSocket(pid, inode)) ?? null
}

const portIn = (address = '') => Number.parseInt(address.split(':')[1] ?? '', 16)

function hasSocket(pid: number, inode: string): boolean {
  try {
    const folder = `/proc/${pid}/fd`
    return readdirSync(folder).some((fd) => linkOf(`${folder}/${fd}`) === `socket:[${inode}]`)
  } catch {
    // It has ended.
    return false
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    // Closed since it was listed.
    return ''
  }
}
