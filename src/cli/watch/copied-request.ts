// A request that was copied from elsewhere, as what to watch: from a file or standard input, with this shell's variables.

import { RunlightError } from '../../core/basics/errors.ts'
import type { Output } from '../../core/contract/contract.ts'
import type { Call } from '../host/caller.ts'
import { readGiven } from './read-given.ts'

export type CopiedRequest = Output<'requests.read'>['requests'][number]

/** The request in the file `name`, or on standard input where that is `-`. Throws `bad-input` with what to do. */
export async function readCopied(
  call: Call,
  name: string,
  input: () => Promise<Buffer>,
  env: NodeJS.ProcessEnv,
): Promise<CopiedRequest> {
  const text = await readGiven(name === '-' ? '-' : `@${name}`, input)
  const { requests } = await call('requests.read', { text, variables: variablesIn(text, env) })
  const [request, ...others] = requests
  if (request !== undefined && others.length === 0) return request
  throw new RunlightError('bad-input', `These are ${requests.length} requests: give one at a time.`)
}

/** Those of the environment that `text` names, and no other. */
function variablesIn(text: string, env: NodeJS.ProcessEnv): Record<string, string> {
  const names = [...text.matchAll(/\$(?:\{?env:|\{)?([A-Za-z_]\w*)/gi)].map(([, name]) => name ?? '')
  return Object.fromEntries(
    [...new Set(names)].flatMap((name) => {
      const value = env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}
