// What of an alert can stand in a command’s arguments. Each is put into its own argument only, whatever it holds.

import { oneLine } from '../../../core/basics/clip.ts'
import type { Message } from './message.ts'

const values = {
  event: ({ event }) => event,
  summary: ({ summary }) => summary,
  title: ({ title }) => title,
  cause: ({ cause }) => cause,
  resolution: ({ resolution }) => resolution ?? '',
  severity: ({ severity }) => severity,
  type: ({ type }) => type,
  rule: ({ rule }) => rule.name,
  server: ({ server }) => server ?? '',
  kind: ({ kind }) => kind ?? '',
  run: ({ run }) => `${run ?? ''}`,
  alert: ({ alert }) => `${alert}`,
  link: ({ link }) => link ?? '',
  id: ({ id }) => id,
} satisfies Record<string, (message: Message) => string>

export type Placeholder = keyof typeof values
export const placeholders = Object.keys(values) as readonly Placeholder[]

const longest = 1_000

/**
 * `argument` with what `message` says in it. What came from a server must be no option and no file's name to the program: an
 * argument that begins with a placeholder gets a blank before a `-` or an `@`.
 */
export function fillArgument(argument: string, message: Message): string {
  const filled = argument.replace(/\{(\w+)\}/g, (all, name: string) => {
    const value = Object.entries(values).find(([one]) => one === name)?.[1]
    // Control characters would be more than one line, or make the system refuse the argument.
    return value === undefined ? all : oneLine(value(message).replace(/\p{Cc}/gu, ' '), longest)
  })
  return argument.startsWith('{') && /^[-@]/.test(filled) ? ` ${filled}` : filled
}
