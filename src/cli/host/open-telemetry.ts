// What the terminal host tells of itself by OpenTelemetry, where its environment or a command asks for that.

import { type OpenTelemetry, openTelemetry } from '../../telemetry/index.ts'
import { printable } from '../terminal/printable.ts'
import type { CliHost } from './host.ts'

/** Null where nothing is asked for. What is wrong with it is said on standard error, and ends nothing. */
export function openHostTelemetry(
  { env, version, err }: CliHost,
  fetching: 'no' | 'may' | 'wanted',
): Promise<OpenTelemetry | null> {
  const say = (sentence: string) => err.write(`runlight: ${printable(sentence)}\n`)
  return openTelemetry({ env, version, fetching, say })
}
