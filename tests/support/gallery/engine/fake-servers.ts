// The servers of the gallery, and saving one.

import type { Server, ServerDraft } from '../../../../src/core/contract/server.ts'
import type { World } from './world.ts'

const plain = {
  auth: 'none',
  headerNames: [],
  hasSecret: false,
  needsSecret: false,
  caPem: null,
  proxyUrl: null,
} as const

export const local: Server = {
  ...plain,
  id: 1,
  name: 'local',
  baseUrl: 'http://localhost:8000',
  createdAt: 1_763_000_000_000,
  headerNames: [],
}

export const staging: Server = {
  ...plain,
  id: 2,
  name: 'staging',
  baseUrl: 'https://staging.example.com/api',
  auth: 'bearer',
  hasSecret: true,
  headerNames: [],
  createdAt: 1_763_000_100_000,
}

export const production: Server = {
  ...plain,
  id: 3,
  name: 'production',
  baseUrl: 'https://api.example.com',
  auth: 'headers',
  headerNames: ['x-api-key'],
  hasSecret: false,
  needsSecret: true,
  createdAt: 1_763_000_200_000,
}

/** Keeps `draft` in `world` as the engine would. */
export function saveServer(world: World, { id, secret, ...draft }: ServerDraft): Server {
  const known = world.servers.find((server) => server.id === id)
  const server: Server = {
    ...draft,
    id: known?.id ?? world.servers.length + 1,
    headerNames:
      draft.auth === 'headers' ? (secret ?? '').split('\n').map((line) => line.split(':')[0] ?? '') : [],
    hasSecret: secret !== null || (known?.hasSecret ?? false),
    needsSecret: false,
    createdAt: known?.createdAt ?? Date.now(),
  }
  world.servers =
    known === undefined
      ? [...world.servers, server]
      : world.servers.map((one) => (one.id === id ? server : one))
  return server
}
