// What the variables of the OTLP exporter ask for one signal. The exporter reads them itself, and passes over what is wrong in
// silence; so they are looked at here first, and a signal whose collector cannot be meant is not sent anywhere else.

import { booleanIn, type Complain, type Env, given, isReadable, numberIn, quoted } from './values.ts'

export type Signal = 'metrics' | 'traces' | 'logs'

const files = ['CERTIFICATE', 'CLIENT_CERTIFICATE', 'CLIENT_KEY'] as const

/** The variables that apply to `signal`: its own goes before the one for all. */
function names(signal: Signal, what: string): readonly [own: string, all: string] {
  return [`OTEL_EXPORTER_OTLP_${signal.toUpperCase()}_${what}`, `OTEL_EXPORTER_OTLP_${what}`]
}

function nameOf(env: Env, signal: Signal, what: string): string | null {
  return names(signal, what).find((name) => given(env, name) !== null) ?? null
}

/** Whether a collector is named for `signal`. */
export function namesCollector(env: Env, signal: Signal): boolean {
  return nameOf(env, signal, 'ENDPOINT') !== null
}

/** The collector of `signal` as a person is told of it: without path, query and credentials. */
export function collectorOf(env: Env, signal: Signal): string {
  const name = nameOf(env, signal, 'ENDPOINT')
  const url = name === null ? null : given(env, name)
  return url === null || !URL.canParse(url) ? 'http://localhost:4318' : new URL(url).origin
}

/** False where `signal` cannot be sent as its variables ask; why is said. */
export function canSend(env: Env, signal: Signal, complain: Complain): boolean {
  const not = `No ${signal} are sent.`
  const protocolName = nameOf(env, signal, 'PROTOCOL')
  const protocol = protocolName === null ? null : given(env, protocolName)
  if (protocol !== null && protocol !== 'http/protobuf') {
    complain(
      `${protocolName} is ${quoted(protocol)}, and Runlight speaks http/protobuf alone: write that, and name the collector’s port for it, mostly 4318. ${not}`,
    )
    return false
  }
  const endpoint = nameOf(env, signal, 'ENDPOINT')
  const url = endpoint === null ? null : given(env, endpoint)
  // It may hold a password: it is not quoted.
  if (url !== null && !(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) {
    complain(`${endpoint} is no http or https URL: write one such as http://localhost:4318. ${not}`)
    return false
  }
  const compression = nameOf(env, signal, 'COMPRESSION')
  const coding = compression === null ? null : given(env, compression)
  if (coding !== null && coding !== 'none' && coding !== 'gzip')
    complain(`${compression} is ${quoted(coding)}: write gzip or none. Nothing is compressed.`)
  const timeout = nameOf(env, signal, 'TIMEOUT')
  if (timeout !== null) numberIn(env, timeout, { usual: 10_000, most: 600_000 }, complain)
  // Without the authority that was named, it would be sent to whoever has another.
  return files.every((what) => {
    const name = nameOf(env, signal, what)
    return name === null || isReadable(env, name, (sentence) => complain(`${sentence} ${not}`))
  })
}

/** Whether `OTEL_SDK_DISABLED` forbids all of it. */
export function isDisabled(env: Env, complain: Complain): boolean {
  return booleanIn(env, 'OTEL_SDK_DISABLED', complain)
}
