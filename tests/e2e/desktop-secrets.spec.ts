// Credentials on the desktop: in the system's key store where there is one, in memory where there is none, and in no
// file as they are.

import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type DesktopApp, expect, test } from '../support/electron/desktop.ts'

const token = 'canary-4f1d09c7-token'

async function saveServer({ page }: DesktopApp): Promise<void> {
  await page.getByRole('button', { name: 'Add a server' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Servers' })
  await dialog.getByLabel('Name').fill('staging')
  await dialog.getByLabel('Base URL').fill('https://staging.example.com')
  // Its button is drawn over the radio, as a person sees it.
  await dialog.getByText('Bearer token', { exact: true }).click()
  await expect(dialog.getByLabel('Bearer token')).toBeChecked()
  await dialog.getByLabel('Token', { exact: true }).fill(token)
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(dialog).toBeHidden()
}

async function credentials({ call }: DesktopApp) {
  const { servers } = await call('runs.snapshot', {})
  const { capabilities } = await call('app.info', {})
  return {
    keeps: capabilities.keepsSecrets,
    servers: servers.map(({ name, hasSecret, needsSecret }) => ({ name, hasSecret, needsSecret })),
  }
}

/** The files under `folder` that hold the token as it is. */
function filesWithToken(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(token))
}

test('without a key ring credentials live until Runlight closes, and no file has them', async ({
  desktop,
}) => {
  const args = ['--password-store=basic']
  const first = await desktop.launch({ args })
  await first.page.getByRole('button', { name: 'Add a server' }).first().click()
  const dialog = first.page.getByRole('dialog', { name: 'Servers' })
  await dialog.getByText('Bearer').click()
  await expect(dialog.getByText(/^Stored until Runlight closes; .* start Runlight again\.$/)).toBeVisible()
  await first.page.keyboard.press('Escape')
  await saveServer(first)
  expect(await credentials(first)).toEqual({
    keeps: 'session',
    servers: [{ name: 'staging', hasSecret: true, needsSecret: false }],
  })
  await first.close()
  expect(filesWithToken(desktop.dataDir)).toEqual([])

  const second = await desktop.launch({ args })
  expect(await credentials(second)).toEqual({
    keeps: 'session',
    servers: [{ name: 'staging', hasSecret: true, needsSecret: true }],
  })
})

test('with a key ring credentials outlive the app, encrypted', async ({ desktop }) => {
  const first = await desktop.launch()
  const { keeps } = await credentials(first)
  test.skip(keeps === 'session', 'This machine has no key ring.')
  await saveServer(first)
  await first.close()
  expect(filesWithToken(desktop.dataDir)).toEqual([])

  const second = await desktop.launch()
  expect(await credentials(second)).toEqual({
    keeps: 'keychain',
    servers: [{ name: 'staging', hasSecret: true, needsSecret: false }],
  })
})

test('a key ring that was lost means that credentials are asked for again, and deletes none', async ({
  desktop,
}) => {
  test.skip(desktop.runtime === 'electron', 'Only the stand-in’s key ring may be taken away.')
  const first = await desktop.launch()
  await saveServer(first)
  await first.close()
  const profile = join(desktop.dataDir, 'desktop')
  const kept = readFileSync(join(profile, 'secrets.json'), 'utf8')
  rmSync(join(profile, 'stand-in-gnome_libsecret.key'))

  const second = await desktop.launch()
  expect(await credentials(second)).toEqual({
    keeps: 'keychain',
    servers: [{ name: 'staging', hasSecret: true, needsSecret: true }],
  })
  expect(readFileSync(join(profile, 'secrets.json'), 'utf8')).toBe(kept)
})

for (const prompt of ['open', 'denied']) {
  test(`a key store whose prompt is ${prompt} holds up neither the window nor the end, and a server is saved for the session`, async ({
    desktop,
  }) => {
    test.skip(desktop.runtime === 'electron', 'Only the stand-in’s key store answers as it is told.')
    const app = await desktop.launch({ env: { STAND_IN_KEY_PROMPT: prompt } })
    await saveServer(app)
    expect(await credentials(app)).toEqual({
      keeps: 'session',
      servers: [{ name: 'staging', hasSecret: true, needsSecret: false }],
    })
    await app.close()
    expect(existsSync(join(desktop.dataDir, 'engine.json'))).toBe(false)
    expect(filesWithToken(desktop.dataDir)).toEqual([])
  })
}
