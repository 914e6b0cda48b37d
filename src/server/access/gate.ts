// The gate before every call of a hub: who asks is held to the table of who may call what, before anything else is done with
// the call. What somebody may not even see is told as not there. The database's own guard of rows stands behind it.

import { errorData } from '../../core/basics/errors.ts'
import { type CallName, calls } from '../../core/contract/contract.ts'
import { type Answer, type Dispatch, isCallName } from '../../core/contract/dispatch.ts'
import { type Access, callAccess, type Place } from '../../core/team/access/call-access.ts'
import { type Caller, isEnough, type Role, roleAnywhere, roleIn } from '../../core/team/roles.ts'
import type { AccessPort } from '../../engine/index.ts'
import { failure } from '../base/make-app.ts'
import type { Deeds } from './deeds.ts'
import { placesIn, type Standing } from './places.ts'
import type { TeamCalls } from './team-calls.ts'

export type Gate = {
  /** `inner` as this caller may use it. */
  readonly for: (caller: Caller, inner: Dispatch) => Dispatch
}

export type GateDeps = {
  readonly spaces: Pick<AccessPort['spaces'], 'of' | 'runsOfAlerts'>
  /** Answers the calls about the team itself. */
  readonly team: TeamCalls
  readonly deeds: Deeds
}

/** Of exports and imports it is remembered whose they are. */
const mostJobs = 10_000

export function createGate({ spaces, team, deeds }: GateDeps): Gate {
  /** Each hub view counts its own jobs. */
  const jobs = new Set<string>()

  const begun = (caller: Caller, name: CallName, answer: Answer) => {
    if (!answer.ok || (name !== 'transcripts.export' && name !== 'transcripts.import')) return
    const { value } = answer
    if (typeof value !== 'object' || value === null || !('job' in value) || typeof value.job !== 'number')
      return
    const own = jobKey(caller, value.job)
    jobs.add(own)
    const [oldest = own] = jobs
    if (jobs.size > mostJobs) jobs.delete(oldest)
  }

  /** Null where the caller may. */
  const refuse = async (caller: Caller, access: Access<never>, places: readonly Place[]) => {
    if (roleAnywhere(caller.given) === null) return failure('not-allowed', noRole)
    const standings = await placesIn(places, spaces, (job) => jobs.has(jobKey(caller, job)))
    for (const standing of standings) {
      const refusal = judge(caller, access.needs, standing)
      if (refusal !== null) return refusal
    }
    return null
  }

  return {
    for: (caller, inner) => async (name, input) => {
      if (!isCallName(name)) return inner(name, input)
      const access = callAccess[name]
      if (access === 'elsewhere') return failure('not-allowed', notHere)
      const parsed = calls[name].input.safeParse(input)
      // The call says itself what is wrong with it, and does nothing.
      if (!parsed.success) return inner(name, input)
      const places = access.places(parsed.data as never)
      const refusal = await refuse(caller, access, places).catch(asFailure)
      if (refusal !== null) {
        // A database that is away refuses nobody.
        if (!refusal.ok && (refusal.error.code === 'not-allowed' || refusal.error.code === 'not-found'))
          deeds.refused(caller, name)
        return refusal
      }
      const answer = (await team.answer(caller, name, parsed.data)) ?? (await inner(name, input))
      begun(caller, name, answer)
      deeds.answered(caller, name, answer, access.needs, places)
      return answer
    },
  }
}

function jobKey({ key }: Caller, job: number): string {
  return `${key} ${job}`
}

function judge(caller: Caller, needed: Role, standing: Standing): Answer | null {
  switch (standing.type) {
    case 'anywhere':
      return isEnough(roleAnywhere(caller.given), needed) ? null : lacking(needed, 'anywhere')
    case 'job':
      return standing.isOwn ? null : missing('export or import')
    case 'nowhere':
      // What only reads finds nothing by itself.
      return needed === 'viewer' ? null : missing(standing.what)
    case 'space': {
      const role = roleIn(caller.given, standing.space)
      if (isEnough(role, needed)) return null
      return role === null && standing.what !== null
        ? missing(standing.what)
        : lacking(needed, standing.space === null ? 'team' : 'here')
    }
  }
}

const noRole = 'This account has no role here yet: ask an admin of this Runlight to give it one.'
const notHere = 'A hub has none of this: it belongs to a Runlight on a computer of one’s own.'
const wheres = { anywhere: '', here: ' here', team: ' of the whole team' } as const

function lacking(needed: Role, where: keyof typeof wheres): Answer {
  return failure(
    'not-allowed',
    `Only ${needed === 'viewer' ? 'a viewer' : `an ${needed}`}${wheres[where]} may do this: ask an admin for the role.`,
  )
}

function missing(what: string): Answer {
  return failure('not-found', `There is no such ${what}.`)
}

function asFailure(thrown: unknown): Answer {
  return { ok: false, error: errorData(thrown) }
}
