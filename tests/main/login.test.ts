// Start at login: the file of Linux, and the lists of macOS and Windows.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { autostartPath, autostartText, startsBy } from '../../src/main/system/autostart-file.ts'
import { createLogin, type LoginOptions } from '../../src/main/system/login.ts'

function loginOn(
  platform: NodeJS.Platform,
  options: Partial<Omit<LoginOptions, 'app'>> & { readonly packaged: boolean },
) {
  const asked: object[] = []
  const app = {
    isPackaged: options.packaged,
    getAppPath: () => '/src/runlight',
    getLoginItemSettings: (given: object = {}) => {
      asked.push(given)
      return { openAtLogin: true, wasOpenedAtLogin: true }
    },
    setLoginItemSettings: (given: object) => asked.push(given),
  }
  const login = createLogin({
    // Only the members that are used; Electron's `App` is the whole application.
    app: app as unknown as LoginOptions['app'],
    platform,
    argv: [],
    env: {},
    execPath: '/opt/Runlight/runlight',
    dataDir: null,
    ...options,
  })
  return { login, asked }
}

test('on Linux it is a file of the person’s autostart folder, which starts an AppImage where it is, without a window', async () => {
  const config = mkdtempSync(join(tmpdir(), 'runlight-login-'))
  const env = { XDG_CONFIG_HOME: config, APPIMAGE: '/home/ann/my apps/100% $new.AppImage' }
  const { login } = loginOn('linux', { packaged: true, env })
  expect([await login.get(), login.isHiddenStart]).toEqual([false, false])
  await login.set(true)
  const path = join(config, 'autostart/runlight.desktop')
  expect(readFileSync(path, 'utf8')).toContain(
    '\nExec="/home/ann/my apps/100%% \\\\$new.AppImage" "--hidden"\n',
  )
  await loginOn('linux', { packaged: true, env, dataDir: '/home/ann/night logs' }).login.set(true)
  expect(readFileSync(path, 'utf8')).toContain(' "--hidden" "--data-dir=/home/ann/night logs"\n')
  expect(await login.get()).toBe(true)
  writeFileSync(path, `${readFileSync(path, 'utf8')}X-GNOME-Autostart-enabled=false\n`)
  expect(await login.get()).toBe(false)
  await login.set(false)
  await login.set(false)
  expect(await login.get()).toBe(false)

  rmSync(join(config, 'autostart'), { recursive: true })
  writeFileSync(join(config, 'autostart'), 'a file')
  await expect(login.set(true)).rejects.toMatchObject({ code: 'not-allowed' })
  rmSync(config, { recursive: true })
})

test('the file starts Electron with the app’s folder where it is not packaged, and is switched off by either key', () => {
  expect(autostartText(['/e', '/src/a"b', '--hidden'])).toContain('Exec="/e" "/src/a\\\\"b" "--hidden"\n')
  expect(['Hidden=true', 'Hidden = true ', 'Hidden=false', 'Exec=Hidden=true'].map(startsBy)).toEqual([
    false,
    false,
    true,
    true,
  ])
  expect([
    autostartPath({ XDG_CONFIG_HOME: 'relative' }, '/home/ann'),
    autostartPath({}, '/home/ann'),
  ]).toEqual(Array(2).fill('/home/ann/.config/autostart/runlight.desktop'))
})

test('macOS and Windows keep it in their own lists, for a packaged app alone', async () => {
  const packaged = loginOn('win32', { packaged: true, argv: ['runlight.exe', '--hidden'] })
  expect([await packaged.login.get(), packaged.login.isHiddenStart]).toEqual([true, true])
  await packaged.login.set(true)
  expect(packaged.asked).toEqual([{ args: ['--hidden'] }, { openAtLogin: true, args: ['--hidden'] }])
  const other = loginOn('win32', { packaged: true, dataDir: 'D:\\' })
  await other.login.set(true)
  expect(other.asked).toEqual([{ openAtLogin: true, args: ['--hidden', '--data-dir="D:\\\\"'] }])
  const bare = loginOn('darwin', { packaged: false })
  expect([await bare.login.get(), bare.login.isHiddenStart]).toEqual([null, true])
})
