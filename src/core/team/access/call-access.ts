// Who may call what: one entry for each call of the contract, so that a call that is added without saying who may call it does
// not compile. Pure: it says where a role is needed, and not who holds it. The database's own rows guard what is read a second
// time, behind this.

import type { z } from 'zod'
import type { Snoozed } from '../../alerts/snooze.ts'
import type { CallName, calls } from '../../contract/contract.ts'
import { firstSpace, type Role } from '../roles.ts'
import { changesTeam } from './setting-owner.ts'

/** Where the role has to be held; `anywhere`: in any space, and the answer holds what is seen there alone. */
export type Place =
  | { readonly in: 'anywhere' }
  | { readonly in: 'team' }
  | { readonly in: 'space'; readonly space: number | null }
  | { readonly in: 'run'; readonly run: number }
  | { readonly in: 'server'; readonly server: number }
  | { readonly in: 'alert'; readonly alert: number }
  /** An export or import: theirs alone who began it. */
  | { readonly in: 'job'; readonly job: number }

export type Access<I> = {
  readonly needs: Role
  /** Every place in which the role is needed; where there is none, any role will do. */
  readonly places: (input: I) => readonly Place[]
}

type Parsed<N extends CallName> = z.output<(typeof calls)[N]['input']>

/** `elsewhere`: what only a Runlight on a computer of one's own has, whoever asks. */
type Table = { readonly [N in CallName]: Access<Parsed<N>> | 'elsewhere' }

const anywhere = (needs: Role) => ({ needs, places: (): Place[] => [{ in: 'anywhere' }] })
const team = (needs: Role) => ({ needs, places: (): Place[] => [{ in: 'team' }] })
const run = (needs: Role) => ({
  needs,
  places: (input: { readonly run: number }): Place[] => [{ in: 'run', run: input.run }],
})
const runs = (needs: Role) => ({
  needs,
  places: (input: { readonly runs: readonly number[] }) => runsOf(input.runs),
})
const runIfAny = (needs: Role) => ({
  needs,
  places: (input: { readonly run: number | null }): Place[] =>
    input.run === null ? [{ in: 'anywhere' }] : [{ in: 'run', run: input.run }],
})
const job = (needs: Role) => ({
  needs,
  places: (input: { readonly job: number }): Place[] => [{ in: 'job', job: input.job }],
})
const server = (needs: Role) => ({
  needs,
  places: (input: { readonly id: number | null }) => [serverOrNew(input.id)],
})

function runsOf(numbers: readonly number[]): Place[] {
  return numbers.map((number) => ({ in: 'run', run: number }))
}

/** What is new, or of no server, is in the first space. */
function serverOrNew(number: number | null): Place {
  return number === null ? { in: 'space', space: firstSpace } : { in: 'server', server: number }
}

export const callAccess: Table = {
  'app.info': anywhere('viewer'),
  'app.diagnostics': team('admin'),
  'app.startSample': 'elsewhere',
  'settings.get': anywhere('viewer'),
  'settings.set': {
    needs: 'admin',
    places: (change) => (changesTeam(change) ? [{ in: 'team' }] : []),
  },

  'servers.save': server('admin'),
  'servers.remove': server('admin'),
  // It asks an address of the caller's choice from where the hub stands.
  'servers.test': server('admin'),

  'runs.snapshot': anywhere('viewer'),
  'runs.page': anywhere('viewer'),
  'runs.add': { needs: 'operator', places: ({ serverId }) => [serverOrNew(serverId)] },
  'runs.job': run('viewer'),
  'runs.connection': run('viewer'),
  'runs.stop': run('operator'),
  'runs.retry': run('operator'),
  'runs.giveUpWhenLost': run('operator'),
  'runs.startAgain': run('operator'),
  'runs.form': run('viewer'),
  'runs.remove': run('operator'),
  'runs.setAside': runs('operator'),
  'runs.mark': run('operator'),
  'runs.reading': run('viewer'),
  'runs.readAs': run('operator'),
  'runs.readBy': run('operator'),
  'runs.request': run('viewer'),
  'runs.sparks': runs('viewer'),

  'events.window': run('viewer'),
  'events.range': run('viewer'),
  'events.get': run('viewer'),
  'log.density': run('viewer'),
  'log.facets': run('viewer'),
  'log.find': run('viewer'),
  'log.text': run('viewer'),
  'log.cells': run('viewer'),
  'log.curl': run('viewer'),
  'review.at': run('viewer'),
  'review.prepare': run('viewer'),
  'review.figures': run('viewer'),
  'review.closer': run('viewer'),
  'review.usual': anywhere('viewer'),
  'review.compare': {
    needs: 'viewer',
    places: ({ run: one, other }) => runsOf(other === null ? [one] : [one, other]),
  },

  'search.run': anywhere('viewer'),
  'search.count': anywhere('viewer'),
  'search.why': anywhere('viewer'),
  'search.known': runIfAny('viewer'),

  'kinds.list': anywhere('viewer'),
  'kinds.match': anywhere('viewer'),
  'kinds.fitting': anywhere('viewer'),
  'kinds.files': team('admin'),
  'kinds.save': team('admin'),
  'requests.read': anywhere('viewer'),

  'alerts.rules': anywhere('viewer'),
  'alerts.saveRule': team('operator'),
  'alerts.removeRule': team('operator'),
  'alerts.preview': anywhere('viewer'),
  'alerts.list': runIfAny('viewer'),
  'alerts.acknowledge': {
    needs: 'operator',
    places: ({ alerts }) => alerts.map((alert) => ({ in: 'alert', alert })),
  },
  'alerts.snooze': { needs: 'operator', places: ({ what }) => [snoozedPlace(what)] },
  'alerts.unsnooze': { needs: 'operator', places: ({ what }) => [snoozedPlace(what)] },
  'digest.read': anywhere('viewer'),
  'digest.seen': anywhere('viewer'),
  // They send to an address of the caller's choice, on behalf of all.
  'channels.save': team('admin'),
  'channels.remove': team('admin'),
  'channels.test': team('admin'),

  'transcripts.export': {
    needs: 'viewer',
    places: ({ what }) => {
      if (what.type === 'search') return [{ in: 'anywhere' }]
      return runsOf(what.type === 'run' ? [what.run] : what.runs)
    },
  },
  'transcripts.import': anywhere('operator'),
  'transcripts.piece': job('operator'),
  'transcripts.progress': job('viewer'),
  'transcripts.cancel': job('viewer'),

  'storage.sizes': team('viewer'),
  'storage.status': anywhere('viewer'),
  'storage.preview': team('admin'),
  'storage.prune': team('admin'),
  'storage.history': team('viewer'),
  'storage.check': team('admin'),
  'storage.cancel': team('admin'),
  // The database has its own.
  'storage.backups': 'elsewhere',
  'storage.backup': 'elsewhere',
  'storage.restore': 'elsewhere',
  'storage.writeAnew': 'elsewhere',

  'desk.state': 'elsewhere',
  'desk.startAtLogin': 'elsewhere',
  'desk.close': 'elsewhere',
  'desk.askHub': 'elsewhere',
  'desk.saveHub': 'elsewhere',
  'desk.removeHub': 'elsewhere',
  'desk.openHub': 'elsewhere',
  'taps.list': 'elsewhere',
  'taps.save': 'elsewhere',
  'taps.remove': 'elsewhere',
  'taps.configure': 'elsewhere',

  'team.me': anywhere('viewer'),
  'team.members': anywhere('viewer'),
  'spaces.list': anywhere('viewer'),
  'team.people': anywhere('admin'),
  'team.grant': { needs: 'admin', places: ({ space }) => [{ in: 'space', space }] },
  'spaces.save': team('admin'),
  'spaces.remove': team('admin'),
  'spaces.move': team('admin'),
  'tokens.list': team('admin'),
  'tokens.create': team('admin'),
  'tokens.revoke': team('admin'),
  'team.audit': team('admin'),
  'team.unlock': team('admin'),
}

/** What a rule says, a server’s runs and everything are put to rest for all who share the log. */
function snoozedPlace(what: Snoozed): Place {
  return what.type === 'run' ? { in: 'run', run: what.run } : { in: 'team' }
}
