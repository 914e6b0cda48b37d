// `runlight tap`: opens the engine with a gate that applications ask in place of their server, tells what passes, and ends in
// order. With a program to start it stands around that: the program's end is its own.

import { constants } from 'node:os'
import { RunlightError } from '../../core/basics/errors.ts'
import { addressHere } from '../../core/basics/listen-address.ts'
import {
  checksAnswers,
  createSessionSecrets,
  findDataDir,
  findOwnTap,
  openEngine,
} from '../../engine/index.ts'
import { createTap } from '../../tap/index.ts'
import { createCaller } from '../host/caller.ts'
import type { CliHost } from '../host/host.ts'
import { openHostTelemetry } from '../host/open-telemetry.ts'
import { reportDefect } from '../host/report-defect.ts'
import { startProgram } from '../host/run-program.ts'
import { followTap } from '../tap/follow-tap.ts'
import { createTapJson } from '../tap/json-view.ts'
import { createTapLines } from '../tap/lines-view.ts'
import { printable } from '../terminal/printable.ts'

export type TapOptions = {
  readonly to?: string
  readonly listen?: string
  readonly server?: string
  readonly kind?: string
  readonly readAs?: string
  /** Variables that hold the tap's address for the program. */
  readonly env?: readonly string[]
  readonly dataDir?: string
  readonly json?: true
}

const usualListen = '127.0.0.1:4319'
const freePort = '127.0.0.1:0'
/** What a program leaves behind: its last answers are still on their way to the log. */
const settleMs = 2_000

/** `program` is what is started with the tap, its words after it; empty: none. Resolves to the exit code. */
export async function tap(host: CliHost, program: readonly string[], options: TapOptions): Promise<number> {
  const [command, ...words] = program
  const variables = variablesOf(options.env ?? [], command)
  const out = command === undefined ? host.out : host.err
  const end = Promise.withResolvers<'interrupted'>()
  const signals: NodeJS.Signals[] = []
  let pass = (signal: NodeJS.Signals) => {
    signals.push(signal)
    end.resolve('interrupted')
  }
  const leave =
    command === undefined
      ? host.onInterrupt(() => end.resolve('interrupted'))
      : host.onSignal((signal) => pass(signal))
  out.onGone(() => end.resolve('interrupted'))
  const { to = null, server = null, kind = null, readAs = null } = options
  const listen = options.listen ?? (command === undefined ? usualListen : freePort)
  const dataDir = findDataDir(options.dataDir, host.env, host.platform)
  const own = await findOwnTap(dataDir, { listen, to, server, kind, readAs })
  const engine = await openEngine({
    dataDir,
    host: 'terminal',
    version: host.version,
    secrets: createSessionSecrets(),
    network: () => () => {},
    sample: null,
    telemetry: (await openHostTelemetry(host, 'no'))?.port ?? null,
    taps: { port: createTap(), own },
    onDefect: reportDefect(host.err),
    checkAnswers: checksAnswers(host.env),
  }).catch((thrown: unknown) => {
    throw explainInUse(thrown)
  })
  const call = createCaller(engine.dispatch)
  const view =
    options.json === true ? createTapJson(out.write) : createTapLines(out.write, command !== undefined)
  const following = await followTap(engine, call, view, out.room)
  try {
    const { warning, taps } = await call('taps.list', {})
    const url = addressHere(taps[0]?.url ?? '')
    view.ready({ url, to: own.target.to, warning, dataDir })
    if (command === undefined) {
      await Promise.race([end.promise, following.death.catch(gateDied)])
      return 0
    }
    const [early] = signals
    if (early !== undefined) return 128 + constants.signals[early]
    void following.death.catch(() => view.trouble(gateEnded))
    const hint = proxyHint(host.env, url)
    if (hint !== null) view.trouble(hint)
    const env = { ...host.env, ...Object.fromEntries(variables.map((name) => [name, url])) }
    const running = await startProgram(host, command, words, env)
    pass = running.signal
    // What came while it was being started is for it too.
    for (const signal of signals) running.signal(signal)
    const code = await running.ended
    await following.idle(settleMs)
    return code
  } catch (thrown) {
    if (!(thrown instanceof RunlightError) || typeof thrown.detail?.code !== 'number') throw thrown
    host.err.write(`runlight: ${printable(thrown.message)}\n`)
    return thrown.detail.code
  } finally {
    out.hurry()
    const passed = await following.passed()
    following.closing()
    await engine.close()
    await following.close()
    view.closed(passed)
    leave()
  }
}

const gateEnded = 'The tap stopped working: start it again. What was recorded is stored.'

function gateDied(): never {
  throw new RunlightError('internal', gateEnded)
}

/** Throws where variables and program do not go together. */
function variablesOf(names: readonly string[], command: string | undefined): readonly string[] {
  if (command === undefined && names.length > 0)
    throw bad(
      '--env goes with a program to start: runlight tap --to URL --env OPENAI_BASE_URL -- python app.py',
    )
  if (command !== undefined && names.length === 0)
    throw bad(
      `Say by which variable ${printable(command)} is told its server’s address, such as --env OPENAI_BASE_URL.`,
    )
  const odd = names.find((name) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
  if (odd === undefined) return names
  throw bad(
    `“${odd.slice(0, 60)}” cannot be the name of a variable: write --env OPENAI_BASE_URL, its value is the tap’s address.`,
  )
}

/** Most programs ask a proxy for whatever they are not told to ask themselves; null where none is set. */
function proxyHint(env: NodeJS.ProcessEnv, url: string): string | null {
  const given = (name: string) => env[name] || env[name.toUpperCase()]
  if (!given('http_proxy') && !given('all_proxy')) return null
  const { hostname } = new URL(url)
  const exempt = (given('no_proxy') ?? '').split(/[\s,]+/)
  if (exempt.includes(hostname) || exempt.includes('*')) return null
  return `A proxy is set by HTTP_PROXY or ALL_PROXY, which may be asked in place of the tap: add ${hostname} to NO_PROXY.`
}

/** The same server can be tapped by the Runlight that has the log. */
function explainInUse(thrown: unknown): unknown {
  if (!(thrown instanceof RunlightError) || thrown.code !== 'data-dir-in-use') return thrown
  return new RunlightError(
    'data-dir-in-use',
    `${thrown.message} In the window that is open, the switch “Tap” of a server does the same.`,
  )
}

function bad(sentence: string): RunlightError {
  return new RunlightError('bad-input', sentence)
}
