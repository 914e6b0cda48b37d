// The credentials that a collector has: its own, from a file or the environment, by the names of servers, and those that are
// sealed for the pool in the shared log, where it was given the pool's key. What it is given for a run is sealed there too, so that
// another can go on with it; without the key it is kept until this one ends.

import { readFileSync, statSync } from 'node:fs'
import { z } from 'zod'
import { RunlightError } from '../../core/basics/errors.ts'
import type { SecretStore, ServerWay } from '../base/ports.ts'
import type { TeamPort } from '../log/team-port.ts'
import { seal, unseal } from '../sealing/seal.ts'
import type { ServerWays } from './server-ways.ts'

export type OwnSecrets = {
  /** By the names of servers. */
  readonly servers: ReadonlyMap<string, string>
  /** The pool's private key, in PEM; null where this collector opens nothing. */
  readonly poolKey: string | null
}

const variablePrefix = 'RUNLIGHT_SECRET_'
const objectSchema = z.record(z.string(), z.string())

/** Reads the files that were named, and nothing else. Throws `bad-input` where others may read them or they say nothing. */
export function readOwnSecrets(secretsFile: string | null, poolKeyFile: string | null): OwnSecrets {
  return {
    servers: new Map(secretsFile === null ? [] : Object.entries(parse(read(secretsFile), secretsFile))),
    poolKey: poolKeyFile === null ? null : read(poolKeyFile),
  }
}

/** JSON, or lines of `NAME=VALUE`; `#` begins a line that says nothing. */
function parse(text: string, path: string): Record<string, string> {
  if (text.trimStart().startsWith('{')) {
    try {
      return objectSchema.parse(JSON.parse(text))
    } catch {
      throw new RunlightError('bad-input', `${path} is no JSON object of texts, by the names of servers.`)
    }
  }
  return Object.fromEntries(
    text.split(/\r?\n/).flatMap((line, i): [string, string][] => {
      if (/^\s*(#|$)/.test(line)) return []
      const at = line.indexOf('=')
      if (at < 1)
        throw new RunlightError('bad-input', `Line ${i + 1} of ${path} is not written as NAME=VALUE.`)
      return [[line.slice(0, at).trim(), line.slice(at + 1).trim()]]
    }),
  )
}

function read(path: string): string {
  let text: string
  let mode: number
  try {
    text = readFileSync(path, 'utf8')
    mode = statSync(path).mode
  } catch {
    throw new RunlightError('bad-input', `${path} cannot be read: see that it is there, and yours.`)
  }
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new RunlightError('bad-input', `Others may read ${path}, which holds secrets: chmod 600 it first.`)
  return text
}

function variableOf(server: string): string {
  return variablePrefix + server.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')
}

type Deps = {
  readonly own: OwnSecrets
  readonly env: Readonly<Record<string, string | undefined>>
  readonly team: Pick<TeamPort, 'sealed' | 'seal'>
  /** The names of all servers. */
  readonly serverNames: () => readonly string[]
  readonly ways: Pick<ServerWays, 'allows'>
  /**
   * Told once when the credential of a server is not given: the server leads elsewhere than where what comes from `source` was first
   * used, or that could not be noted.
   */
  readonly withheld: (server: string, source: string, why: 'elsewhere' | 'not-noted') => void
}

export function createCollectorSecrets({ own, env, team, serverNames, ways, withheld }: Deps): SecretStore {
  const entered = new Map<string, string>()
  const told = new Set<string>()
  const mayGo = (source: string, server: ServerWay, secret: string): boolean => {
    let why: 'elsewhere' | 'not-noted' = 'elsewhere'
    try {
      if (ways.allows(source, server, secret)) {
        told.delete(source)
        return true
      }
    } catch {
      why = 'not-noted'
    }
    if (!told.has(source)) withheld(server.name, source, why)
    told.add(source)
    return false
  }
  const ofServer = (server: ServerWay): string | null => {
    const { name } = server
    const variable = variableOf(name)
    const inFile = own.servers.get(name)
    // A variable that two servers would share is given to neither: one of them may be somebody else's.
    const isShared = serverNames().filter((one) => variableOf(one) === variable).length > 1
    const secret = inFile ?? (isShared ? undefined : env[variable])
    if (secret === undefined) return null
    return mayGo(inFile === undefined ? variable : `file: ${name}`, server, secret) ? secret : null
  }
  return {
    keeping: () => ({ keeps: 'session', note: null }),
    onChange: () => () => {},
    get: async (ref, server) => {
      const known = entered.get(ref) ?? (server === undefined ? null : ofServer(server))
      if (known !== null || own.poolKey === null) return known
      const sealed = await team.sealed(ref)
      return sealed === null ? null : unseal(own.poolKey, ref, sealed)
    },
    set: async (ref, value) => {
      if (own.poolKey !== null) await team.seal(ref, seal(own.poolKey, ref, value))
      entered.set(ref, value)
    },
    remove: async (ref) => {
      entered.delete(ref)
    },
  }
}
