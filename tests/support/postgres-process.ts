// The guard of a PostgreSQL server: a process that outlives a killed test by as long as it takes to end the server and to
// remove its folder. Its life is its channel to the test. Argument: its options as JSON.

import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeCluster } from './postgres/cluster.ts'
import type { FromGuard, GuardOptions } from './postgres/words.ts'

const options: GuardOptions = JSON.parse(process.argv[2] ?? '')
const { binaries, port, settings, as } = options
/** A socket's path has a hundred and some bytes at most. */
const longestSocketFolder = 80

const folder = mkdtempSync(join(tmpdir(), 'runlight-postgres-'))
let postmaster: ChildProcess | null = null

process.on('disconnect', end)
process.on('SIGTERM', end)
process.on('SIGINT', end)
process.on('SIGHUP', end)
process.on('message', start)

if (as.uid !== undefined && as.gid !== undefined) chownSync(folder, as.uid, as.gid)
makeCluster(options, join(folder, 'data'))
say({ type: 'ready', folder })

function start(): void {
  const log = openSync(join(folder, 'log'), 'a')
  const all = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: folder.length > longestSocketFolder ? '' : folder,
    // In the data folder: a killed server leaves nothing in /dev/shm.
    dynamic_shared_memory_type: 'mmap',
    ...settings,
  }
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(join(binaries, 'postgres'), ['-D', join(folder, 'data'), ...flags], {
    ...as,
    cwd: folder,
    stdio: ['ignore', log, log],
  })
  postmaster = child
  child.once('exit', () => {
    postmaster = null
    say({ type: 'exited' })
  })
  if (child.pid !== undefined) say({ type: 'started', pid: child.pid })
}

function end(): void {
  const remove = () => {
    rmSync(folder, { recursive: true, force: true })
    process.exit()
  }
  if (postmaster === null) {
    remove()
    return
  }
  postmaster.once('exit', remove)
  // A test that held the server and ended leaves it held.
  postmaster.kill('SIGCONT')
  postmaster.kill('SIGQUIT')
}

function say(message: FromGuard): void {
  if (process.connected) process.send?.(message)
}
