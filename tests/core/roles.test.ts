// Roles and the table of who may call what, as far as they are pure: where a role has to be held, and what it is enough for.

import { expect, test } from 'vitest'
import { calls } from '../../src/core/contract/contract.ts'
import { settingsChangeSchema, settingsSchema } from '../../src/core/contract/settings.ts'
import { callAccess } from '../../src/core/team/access/call-access.ts'
import { changesTeam, settingOwner } from '../../src/core/team/access/setting-owner.ts'
import { isEnough, roleAnywhere, roleIn, seenSpaces } from '../../src/core/team/roles.ts'

test('a role is enough for itself and for all below it, and none is enough for nothing', () => {
  const table = [null, 'viewer', 'operator', 'admin'] as const
  const enough = table.map((has) =>
    (['viewer', 'operator', 'admin'] as const).map((one) => isEnough(has, one)),
  )
  expect(enough).toEqual([
    [false, false, false],
    [true, false, false],
    [true, true, false],
    [true, true, true],
  ])
})

test('a role of the whole team counts in every space, one of a space nowhere else, and the highest counts', () => {
  const given = [
    { space: null, role: 'viewer' },
    { space: 3, role: 'admin' },
    { space: 3, role: 'operator' },
  ] as const
  expect([roleIn(given, 3), roleIn(given, 4), roleIn(given, null), roleAnywhere(given)]).toEqual([
    'admin',
    'viewer',
    'viewer',
    'admin',
  ])
  expect(roleIn([{ space: 3, role: 'admin' }], null)).toBe(null)
})

test('what is seen are the spaces with a role, or all', () => {
  expect([
    seenSpaces([]),
    seenSpaces([
      { space: 7, role: 'viewer' },
      { space: 2, role: 'admin' },
      { space: 7, role: 'operator' },
    ]),
    seenSpaces([
      { space: 7, role: 'viewer' },
      { space: null, role: 'viewer' },
    ]),
  ]).toEqual([[], [2, 7], 'all'])
})

test('every call says who may call it, and no entry is of a call that is not there', () => {
  expect(Object.keys(callAccess).toSorted()).toEqual(Object.keys(calls).toSorted())
})

test('every setting that can be changed is somebody’s, and only those of the team need its admin', () => {
  expect(Object.keys(settingOwner).toSorted()).toEqual(Object.keys(settingsSchema.shape).toSorted())
  const team = Object.keys(settingsChangeSchema.shape).filter((name) => changesTeam({ [name]: 0 }))
  expect(team).toEqual(['redact', 'retention'])
})
