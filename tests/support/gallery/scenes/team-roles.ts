// What somebody is offered at a hub who may not do everything, and what a page shows to whom it no longer lets in.

import type { Output } from '../../../../src/core/contract/contract.ts'
import type { World } from '../engine/world.ts'
import type { Hand } from '../hand.ts'
import { addAlerted } from '../recordings/alerts.ts'
import { addKept } from '../recordings/kept.ts'
import { addAllStates } from '../recordings/plain-set.ts'
import { addRenders } from '../recordings/renders.ts'
import type { Scene } from '../scene.ts'
import { filled } from '../worlds.ts'

const area = 'A team'

const me = (given: Output<'team.me'>['given'], name = 'Grace Hopper') => ({ key: 'person:2', name, given })
const admin = me([{ space: null, role: 'admin' }], 'Ada Lovelace')
const viewer = me([{ space: null, role: 'viewer' }])
/** An operator of one space, who sees another. */
const operator = me([
  { space: 1, role: 'viewer' },
  { space: 2, role: 'operator' },
])

/** The server `local` and its runs are in the first space, all others in another. */
function share(world: World): World {
  const spaceOf = (server: string) => (server === 'local' ? 1 : 2)
  world.servers = world.servers.map((server) => ({ ...server, space: spaceOf(server.name) }))
  for (const run of world.runs.values())
    run.summary = {
      ...run.summary,
      team: { space: spaceOf(run.summary.server), collector: 'west-1', wanted: true },
    }
  return world
}

const ofTeam = (
  who: World['me'],
  fill: (world: World) => void = addAllStates,
  part: Partial<World> = {},
): Scene['world'] => {
  const made = filled(fill, { me: who, pageNotifies: true, hasTaps: false, sample: false, ...part })
  return () => share(made())
}

const scene = (
  name: string,
  shows: string,
  world: Scene['world'],
  at: Scene['at'],
  act: Scene['act'],
): Scene => ({
  name,
  area,
  shows,
  world,
  ...(at === undefined ? {} : { at }),
  ...(act === undefined ? {} : { act }),
})

/** A page that is let in no more once it has drawn its board: the wire ends, and asking anew says `why`. */
const shutOut = (name: string, shows: string, why: string): Scene =>
  scene(
    name,
    shows,
    () => {
      const world = ofTeam(operator, addAllStates, { said: [null] })()
      setTimeout(() => {
        world.shutOut = why
      }, 300)
      return world
    },
    { run: 'Organic' },
    (hand) => hand.see(why),
  )

/** Kept by rules that `collector` applies, or nobody. */
const kept = (who: World['me'], collector: string | null) =>
  ofTeam(who, (world) => {
    addKept(world)
    const doneAt = Date.now() - 22 * 60_000
    world.storage.status = {
      ...world.storage.status,
      tasks: [],
      staged: null,
      upkeep: { collector, doneAt },
    }
  })

const alerted = (who: World['me']) =>
  ofTeam(who, (world) => {
    addAlerted(world)
    world.alerts = world.alerts.map((alert) =>
      alert.acknowledgedAt === null ? alert : { ...alert, acknowledgedBy: 'Katherine Johnson' },
    )
  })

const rules = (name: string, shows: string, who: World['me'], collector: string | null) =>
  scene(name, shows, kept(who, collector), { page: 'storage' }, async (hand) => {
    await hand.see(collector === null ? 'No collector is there' : `${collector} applies them`)
    await hand.show('Add a rule')
  })

/** The dialog that adds a run, for an operator of one space. */
const adding = (name: string, shows: string, act: (hand: Hand) => Promise<void> = async () => {}): Scene =>
  scene(name, shows, ofTeam(operator), undefined, async (hand) => {
    await hand.see('Biology 101')
    await hand.press('n')
    await hand.see('Kind')
    await act(hand)
  })

export const teamRoles: readonly Scene[] = [
  shutOut('team-out', 'A page whose session has ended.', 'You are signed out: sign in again.'),
  shutOut(
    'team-no-role',
    'A page of somebody whose last role was taken away.',
    'Your account has no role here any more: ask an admin of this Runlight to give you one.',
  ),
  rules('team-storage', 'The team’s rules, and which collector applies them.', admin, 'west-1'),
  rules('team-storage-nobody', 'Rules that no collector applies now.', admin, null),
  rules('team-storage-viewer', 'The rules for somebody who may not change them.', viewer, 'west-1'),
  scene('team-alerts', 'Alerts, with who has seen them.', alerted(admin), { page: 'alerts' }, (hand) =>
    hand.see('back after 40 s'),
  ),
  scene(
    'team-alerts-operator',
    'Of a person’s own space alerts may be seen to, of the others not.',
    alerted(operator),
    { page: 'alerts' },
    (hand) => hand.see('back after 40 s'),
  ),
  scene(
    'team-rule-operator',
    'A rule is the whole team’s: its editor for an operator of one space.',
    alerted(operator),
    { page: 'alerts', alerts: 'rule/no-story' },
    async (hand) => {
      await hand.see('Which runs')
      await hand.show('Only an operator')
    },
  ),
  scene(
    'team-run-operator',
    'The menu of a run in a person’s own space.',
    ofTeam(operator),
    { run: 'Organic' },
    (hand) => hand.click('button', 'More'),
  ),
  adding('team-add-operator', 'Adding a run begins with a server of a person’s own space.'),
  adding('team-add-other', 'Adding a run to a server of another space: why that cannot be.', async (hand) => {
    await hand.type('1', 'Server')
    await hand.see('Only an operator')
  }),
  scene(
    'team-server-operator',
    'A server for somebody who may not change it.',
    ofTeam(operator),
    { page: 'settings' },
    async (hand) => {
      await hand.see('Open Storage')
      await hand.show('Edit')
    },
  ),
  scene(
    'team-teach',
    'A kind at a hub: where its file has to go.',
    ofTeam(viewer, addRenders),
    { page: 'teach', run: '4711' },
    async (hand) => {
      await hand.see('Nothing is taught yet')
      await hand.show('Save the kind')
    },
  ),
  scene(
    'team-first',
    'A hub without runs, for a viewer.',
    ofTeam(viewer, () => undefined, { servers: [] }),
    undefined,
    undefined,
  ),
]
