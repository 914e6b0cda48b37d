// Runs a command of the configuration file: no shell, few variables, a time limit, and the message on its standard input.

import { type ChildProcess, spawn } from 'node:child_process'
import { oneLine } from '../../../core/basics/clip.ts'
import { formatDuration, formatMs } from '../../../core/basics/quantities.ts'
import type { Clock } from '../../base/clock.ts'
import type { Command } from './commands-file.ts'
import type { Message } from './message.ts'
import { later, type Outcome, refused } from './outcome.ts'
import { fillArgument } from './placeholders.ts'

const mostRead = 4_096
const mostShown = 200
/** Output may still be on its way when a program has ended. */
const lastWordsMs = 200
/** `EX_TEMPFAIL` of sysexits.h: the command asks to be tried again. Any other failure may have done a part of its work. */
const tryAgain = 75

/** What a command needs to find its way; the rest of the environment may hold credentials. */
const passedOn =
  /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_\w+|TZ|TMPDIR|TEMP|TMP|DISPLAY|WAYLAND_DISPLAY|XDG_RUNTIME_DIR|DBUS_SESSION_BUS_ADDRESS|SystemRoot|USERPROFILE|APPDATA|LOCALAPPDATA|PATHEXT|COMSPEC)$/i

type Deps = {
  readonly cwd: string
  readonly clock: Clock
  readonly clean: (text: string) => string
  readonly signal: AbortSignal
}

/** Runs `command` once for `message`. Never throws. */
export function runCommand(command: Command, message: Message, deps: Deps): Promise<Outcome> {
  const { clock, clean, signal } = deps
  const [program = '', ...given] = command.run
  const started = clock.monotonic()
  let child: ChildProcess
  try {
    child = spawn(
      program,
      given.map((argument) => fillArgument(argument, message)),
      {
        cwd: deps.cwd,
        env: Object.fromEntries(Object.entries(process.env).filter(([name]) => passedOn.test(name))),
        shell: false,
        // A group of its own, so that what it started ends with it.
        detached: process.platform !== 'win32',
        windowsHide: true,
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    )
  } catch (thrown) {
    return Promise.resolve(notStarted(thrown))
  }
  const said: Buffer[] = []
  let bytes = 0
  const hear = (part: Buffer) => {
    if (bytes < mostRead) said.push(part.subarray(0, mostRead - bytes))
    bytes += part.length
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  // One that does not read its input has closed it.
  child.stdin?.on('error', () => {})
  child.stdin?.end(`${JSON.stringify(message)}\n`)

  return new Promise((resolve) => {
    let why: 'late' | 'closing' | null = null
    const end = (reason: 'late' | 'closing') => () => {
      why ??= reason
      kill(child)
    }
    const cancel = clock.after(command.timeoutMs, end('late'))
    const onAbort = end('closing')
    signal.addEventListener('abort', onAbort, { once: true })
    const settle = (outcome: Outcome) => {
      cancel()
      signal.removeEventListener('abort', onAbort)
      child.stdout?.destroy()
      child.stderr?.destroy()
      resolve(outcome)
    }
    child.on('error', (thrown) => settle(notStarted(thrown)))
    const finish = (code: number | null, ended: string | null) => {
      const text = Buffer.concat(said)
        .toString('utf8')
        .replace(/\p{Cc}/gu, ' ')
      const words = oneLine(clean(text), mostShown)
      const quoted = words === '' ? '' : `: “${words}”`
      if (why === 'late')
        return settle(
          refused(`It ran longer than ${formatDuration(command.timeoutMs)} and was ended${quoted}.`),
        )
      if (why === 'closing') return settle(later('It was interrupted because Runlight closed.'))
      const took = formatMs(clock.monotonic() - started)
      const how = code === null ? `was ended by ${ended}` : `ended with ${code}`
      const result = code === 0 ? 'sent' : code === tryAgain ? 'later' : 'refused'
      settle({ result, status: code, sentence: `It ${how} after ${took}${quoted}.`, retryAfterMs: null })
    }
    child.on('close', finish)
    // What it left behind may hold its output open for ever.
    child.on('exit', (code, ended) => setTimeout(() => finish(code, ended), lastWordsMs))
  })
}

function kill(child: ChildProcess): void {
  try {
    if (process.platform !== 'win32' && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    else child.kill('SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

function notStarted(thrown: unknown): Outcome {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null
  if (code === 'ENOENT') return refused('The program is not there: check its path in commands.json.')
  if (code === 'EACCES') return refused('The program must not be run by this user: check its rights.')
  if (code === 'EAGAIN' || code === 'EMFILE' || code === 'ENOMEM')
    return later('The system could not start another program.')
  return refused('The program could not be started: check commands.json.')
}
