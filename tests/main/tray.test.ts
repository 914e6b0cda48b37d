// The tray: what it says, which image it shows, and whether anybody sees it. The bytes of the session bus are those that
// dbus-daemon 1.14 sent.

import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createAwake } from '../../src/main/system/awake.ts'
import { clockOf } from '../../src/main/system/clock.ts'
import { createFollow } from '../../src/main/system/follow.ts'
import { overlayImageName, trayImageName } from '../../src/main/system/image-names.ts'
import type { Muted } from '../../src/main/system/mute.ts'
import { createStanding } from '../../src/main/system/standing.ts'
import { busPath, hasTrayHost, isTraySeenSoon } from '../../src/main/system/tray-host.ts'
import { trayMenu } from '../../src/main/system/tray-menu.ts'
import { makeRun } from '../renderer/make-run.ts'

const failed = (id: number, title: string) =>
  makeRun({ id, title, createdAt: id, job: { state: 'failed' }, connection: { state: 'closed' } })

function menuOf(standing: ReturnType<typeof createStanding>, muted: Muted | null = null) {
  const done: string[] = []
  const acts = {
    open: () => done.push('open'),
    openRun: (run: number) => done.push(`run ${run}`),
    mute: () => done.push('mute'),
    unmute: () => done.push('unmute'),
    quit: () => done.push('quit'),
  }
  const items = trayMenu(standing.get(), muted, acts, (at) => `${at} o’clock`)
  for (const { click } of items) Reflect.apply(click ?? (() => {}), null, [])
  return { labels: items.map(({ label, type }) => label ?? type), done }
}

const end = ['separator', 'Mute for 1 h', 'separator', 'Open Runlight', 'Quit Runlight']

test('the menu says the counts, names five that need somebody as the board orders them, and follows every change', () => {
  const standing = createStanding()
  expect(menuOf(standing).labels).toEqual(['no runs', ...end])
  standing.replace([makeRun({ id: 20 }), ...[1, 2, 3, 4, 5, 6, 7].map((id) => failed(id, `Job ${id}`))])
  expect(menuOf(standing)).toEqual({
    labels: [
      '7 need me · 1 live',
      'separator',
      ...[7, 6, 5, 4, 3].map((id) => `Job ${id}: failed, closed`),
      'and 2 others',
      ...end,
    ],
    done: ['run 7', 'run 6', 'run 5', 'run 4', 'run 3', 'open', 'mute', 'open', 'quit'],
  })
  const { marks } = makeRun()
  const seen = (id: number) => ({ ...failed(id, 'Seen'), marks: { ...marks, acknowledgedAt: 1 } })
  standing.apply({ runs: [seen(7), seen(6), seen(5), seen(4)], removed: [3, 2, 20] })
  expect(menuOf(standing).labels.slice(0, 3)).toEqual(['1 needs me', 'separator', 'Job 1: failed, closed'])
})

test('a snapshot that fails is asked for again, what was pushed meanwhile counts, and pushes alone where it fails for good', async () => {
  const paused: number[] = []
  const follow = () => {
    const standing = createStanding()
    return {
      standing,
      ...createFollow(
        standing,
        () => {},
        async (ms) => paused.push(ms),
      ),
    }
  }
  const again = follow()
  const answers = [null, {}, { seq: 5, runs: [failed(1, 'One'), failed(2, 'Two'), failed(3, 'Three')] }]
  again.changed({ seq: 5, runs: [], removed: [1] })
  again.changed({ seq: 6, runs: [], removed: [2] })
  await again.begin(async () => answers.shift())
  expect([again.standing.get().tallies['needs-me'], paused]).toEqual([2, [250, 1_000]])
  again.changed({ seq: 7, runs: [], removed: [3] })
  expect(again.standing.get().tallies['needs-me']).toBe(1)

  const never = follow()
  never.changed({ seq: 1, runs: [failed(4, 'Four')], removed: [] })
  await never.begin(async () => null)
  never.changed({ seq: 2, runs: [failed(5, 'Five')], removed: [] })
  expect(never.standing.get().tallies['needs-me']).toBe(2)
})

test('while nobody is told of anything, the menu says until when, and ends it', () => {
  const standing = createStanding()
  const { labels, done } = menuOf(standing, { until: 14 })
  expect([labels[2], done]).toEqual(['Unmute (muted until 14 o’clock)', ['unmute', 'open', 'quit']])
  expect(menuOf(standing, { until: null }).labels[2]).toBe('Unmute')
  const at = Date.UTC(2026, 0, 31, 14, 32)
  const written = (clock: '12' | '24', zone: string) => clockOf({ clock, zone })(at)
  expect([written('24', 'utc'), written('24', 'Asia/Tokyo')]).toEqual(['14:32', '23:32'])
  expect(written('12', 'utc')).toContain('2:32')
  expect(clockOf({ clock: '24', zone: 'Not/Known' })(at)).toBe(written('24', 'system'))
})

test('a title is shown as itself: no key is marked by it, no sign of it turns the text around, and it is cut', () => {
  const standing = createStanding()
  standing.replace([failed(1, `Fish & chips\n\u202Etxet\u0007 ${'x'.repeat(90)}`)])
  expect(menuOf(standing).labels[2]).toBe(`Fish && chips txet ${'x'.repeat(29)}…: failed, closed`)
})

test('every image that can be asked for is there, in both sizes', () => {
  const systems = ['linux', 'win32', 'darwin'] as const
  const needs = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 4_000]
  const names = needs.flatMap((count) => [
    overlayImageName(count) ?? [],
    ...systems.flatMap((system) => [true, false].map((dark) => trayImageName(system, count, dark))),
  ])
  const files = names.flat().flatMap((name) => [`${name}.png`, `${name}@2x.png`])
  expect(files.filter((file) => !existsSync(join('resources/tray', file)))).toEqual([])
  expect([trayImageName('linux', 10, false), overlayImageName(3)]).toEqual(['any-many', 'count-3'])
})

test('the computer is kept awake while runs are live and the person wants it, and not a moment longer', () => {
  const said: string[] = []
  const awake = createAwake({
    start: (type) => {
      said.push(type)
      return 7
    },
    stop: (id) => {
      said.push(`stop ${id}`)
      return true
    },
  })
  const standing = createStanding()
  const live = makeRun()
  const paused = makeRun({ connection: { state: 'paused' } })
  const follow = (run: typeof live, isWanted: boolean) => {
    standing.apply({ runs: [run], removed: [] })
    awake(standing.get().tallies, isWanted)
  }
  follow(live, false)
  expect(said).toEqual([])
  follow(live, true)
  follow(makeRun({ connection: { state: 'waiting' } }), true)
  follow(paused, true)
  follow(live, true)
  follow(live, false)
  expect(said).toEqual(['prevent-app-suspension', 'stop 7', 'prevent-app-suspension', 'stop 7'])
})

const welcome = 'OK bd9b56dfd1d2aa0be1c86126b0c2282e\r\n'
const greeting =
  '6c02010109000000010000003d00000006017300040000003a312e32000000000501750001000000080167000173000007017300140000006f72672e667265656465736b746f702e4442757300000000040000003a312e3200' +
  '6c04010109000000020000008d00000001016f00150000002f6f72672f667265656465736b746f702f4442757300000002017300140000006f72672e667265656465736b746f702e4442757300000000030173000c0000004e616d6541637175697265640000000006017300040000003a312e3200000000080167000173000007017300140000006f72672e667265656465736b746f702e4442757300000000040000003a312e3200'
const isThere =
  '6c02010108000000030000002d00000006017300040000003a312e32000000000501750002000000080167000176000007017300040000003a312e31000000000162000001000000'
const nobody =
  '6c03010138000000030000007500000006017300040000003a312e300000000004017300290000006f72672e667265656465736b746f702e444275732e4572726f722e4e616d654861734e6f4f776e6572000000000000000501750002000000080167000173000007017300140000006f72672e667265656465736b746f702e4442757300000000330000004e616d6520226f72672e6b64652e5374617475734e6f746966696572576174636865722220646f6573206e6f7420657869737400'

test.runIf(process.platform !== 'win32').each([
  ['a host of icons', greeting + isThere, true],
  ['no host', greeting + nobody, false],
  ['a host that is not ready', greeting + isThere.replace(/01000000$/, '00000000'), false],
  ['something else', Buffer.alloc(70_000, 'x').toString('hex'), false],
  ['an end', '', false],
])(
  'a session bus that answers with %s is believed, whatever pieces it comes in',
  async (_what, answer, expected) => {
    const folder = mkdtempSync(join(tmpdir(), 'runlight-bus-'))
    const path = join(folder, 'bus one')
    const heard: string[] = []
    const server = createServer((socket) => {
      socket.on('error', () => {})
      socket.on('data', (data) => {
        heard.push(data.toString('latin1'))
        if (heard.length === 1) {
          socket.write(welcome)
          return
        }
        const bytes = Buffer.from(answer, 'hex')
        socket.write(bytes.subarray(0, 100))
        setImmediate(() => socket.end(bytes.subarray(100)))
      })
    })
    await new Promise<void>((resolve) => server.listen(path, resolve))
    const env = { DBUS_SESSION_BUS_ADDRESS: `tcp:host=x;unix:path=${folder}/bus%20one,guid=1` }
    expect(await hasTrayHost(env, 1000)).toBe(expected)
    server.close()
    rmSync(folder, { recursive: true })
    const [signIn, ask] = heard
    expect([signIn, ask?.startsWith('BEGIN\r\nl'), ask?.length]).toEqual([
      '\0AUTH EXTERNAL 31303030\r\n',
      true,
      7 + 128 + 223,
    ])
  },
)

test('the bus is where its address says, or in the folder of the session; elsewhere there is none', async () => {
  const of = (DBUS_SESSION_BUS_ADDRESS: string | undefined, XDG_RUNTIME_DIR?: string) =>
    busPath({ DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR })
  expect([
    of('unix:abstract=/tmp/dbus-x,guid=2'),
    of('unix:guid=2,path=/run/bus'),
    of(undefined, '/run/user/7'),
    of(undefined),
    of('disabled:'),
    of('unix:path=%'),
  ]).toEqual(['\0/tmp/dbus-x', '/run/bus', '/run/user/7/bus', null, null, null])
  expect(await hasTrayHost({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere/bus' }, 0)).toBe(false)
})

test('a tray that comes a little later than the app is waited for, and not for ever', async () => {
  const answers = [false, true]
  expect(await isTraySeenSoon(async () => answers.shift() ?? false, 5)).toBe(true)
  expect(await isTraySeenSoon(async () => false, 0)).toBe(false)
})
