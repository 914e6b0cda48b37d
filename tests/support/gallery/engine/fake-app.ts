// The gallery's answers about the application itself: its settings, its kinds, its servers and the sample backend.

import { RunlightError } from '../../../../src/core/basics/errors.ts'
import type { Handlers } from '../../../../src/core/contract/contract.ts'
import { hubHost, readHubAddress } from '../../../../src/core/team/hub-address.ts'
import { kindInfo, matchKinds } from '../../../../src/engine/calls/kinds.ts'
import { readRequests } from '../../../../src/engine/calls/requests.ts'
import { sampleRuns } from './fake-adding.ts'
import { saveServer } from './fake-servers.ts'
import { kinds } from './kinds.ts'
import type { Push, World } from './world.ts'

type AppCalls = Extract<
  keyof Handlers,
  `${'app' | 'desk' | 'settings' | 'kinds' | 'requests' | 'servers'}.${string}`
>

export function fakeApp(world: World, push: Push): Pick<Handlers, AppCalls> {
  let startsAtLogin = false
  const keepHubs = (hubs: World['settings']['hubs']) => {
    world.settings = { ...world.settings, hubs }
    push({ settings: world.settings })
    return {}
  }
  const deskState = () => ({ closing: 'as-set' as const, startsAtLogin, notifies: true })
  return {
    'desk.state': deskState,
    'desk.startAtLogin': ({ on }) => {
      startsAtLogin = on
      return deskState()
    },
    'desk.close': () => ({}),
    'desk.askHub': ({ address }) => {
      const read = readHubAddress(address)
      if ('problem' in read) throw new RunlightError('bad-input', read.problem)
      if (read.origin.includes('gone'))
        throw new RunlightError(
          'unreachable',
          `Nothing listens at ${hubHost(read.origin)}: see whether the hub runs.`,
        )
      return { origin: read.origin, version: '0.1.0', serves: 'team', token: read.token }
    },
    'desk.saveHub': (hub) =>
      keepHubs([...world.settings.hubs.filter(({ origin }) => origin !== hub.origin), hub]),
    'desk.removeHub': ({ origin }) => keepHubs(world.settings.hubs.filter((hub) => hub.origin !== origin)),
    'desk.openHub': () => ({}),
    'app.info': () => ({
      name: 'Runlight',
      version: '0.1.0',
      host: 'desktop',
      dataDir: '/home/operator/.config/Runlight',
      runtime: [
        { name: 'Electron', version: '45.4.1' },
        { name: 'Node.js', version: '24.21.0' },
      ],
      capabilities: {
        sampleBackend: world.sample,
        ownWindow: true,
        team: world.me !== null,
        desk: !world.pageNotifies,
        pageNotifies: world.pageNotifies,
        taps: world.hasTaps,
        keepsSecrets: world.keepsSecrets,
        secretsNote: null,
      },
      readOnly: null,
    }),
    'app.diagnostics': () => ({ name: 'runlight-diagnostics.txt', text: 'Runlight 0.1.0\n' }),
    'app.startSample': () => {
      const runs = sampleRuns(world)
      push({ runs: runs.map((run) => run.summary), servers: world.servers })
      return { serverId: 1, runs: runs.map((run) => run.summary.id) }
    },
    'settings.get': () => world.settings,
    'settings.set': (part) => {
      world.settings = { ...world.settings, ...part }
      push({ settings: world.settings })
      return world.settings
    },
    'kinds.list': () => [...kinds.values()].map((kind) => kindInfo(kind, world.usual.get(kind.id) ?? null)),
    'kinds.match': ({ text }) =>
      matchKinds(text, kinds, {
        byUrl: (url: string) => world.servers.find((server) => server.baseUrl === url),
      } as Parameters<typeof matchKinds>[2]),
    'requests.read': (input) =>
      readRequests(input, kinds, {
        byUrl: (url: string) => world.servers.find((server) => server.baseUrl === url),
      } as Parameters<typeof readRequests>[2]),
    'kinds.files': () => ({ folder: '/home/operator/.config/Runlight/kinds', files: [...world.kindFiles] }),
    'kinds.save': () => ({ problems: [] }),
    'kinds.fitting': () => ({
      runs: [...world.runs.values()]
        .filter(({ params }) => params.url !== undefined)
        .map(({ summary }) => summary.id),
    }),
    'servers.save': (draft) => {
      const server = saveServer(world, draft)
      push({ servers: world.servers })
      return server
    },
    'servers.remove': ({ id }) => {
      world.servers = world.servers.filter((server) => server.id !== id)
      push({ servers: world.servers })
      return {}
    },
    'servers.test': ({ baseUrl }) =>
      baseUrl.includes('staging')
        ? {
            reachable: false,
            status: null,
            ms: 212,
            sentence: 'The name staging.example.com is not known to any name server.',
          }
        : {
            reachable: true,
            status: 404,
            ms: 38,
            sentence: 'The server answers with HTTP 404, as an address without a page does.',
          },
  }
}
