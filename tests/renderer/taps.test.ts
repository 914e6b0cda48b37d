// The tap of a server in a real browser: switched, copied, renamed, and who could reach it is asked first.

import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { createSizedScenes } from '../support/gallery/scenes-stage.ts'

const openScene = createSizedScenes()
const open = (scene: string) => openScene(scene, 1280, 800)

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Servers' })
const asks = (page: Page) => dialogOf(page).getByText('Your application asks')
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

test('a server is tapped by the keyboard, from the palette on, and its lines are copied', async () => {
  const page = await open('all-states')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.keyboard.press('Control+k')
  await page.keyboard.type('tap a server')
  await page.keyboard.press('Enter')
  const dialog = dialogOf(page)
  const tap = dialog.getByRole('switch', { name: 'Tap local' })
  await expect.poll(() => tap.evaluate((one) => one === document.activeElement)).toBe(true)
  await page.keyboard.press('Space')
  await asks(page).waitFor()
  expect(await tap.getAttribute('aria-checked')).toBe('true')
  expect(await dialog.getByRole('tab', { name: 'Tap on' }).count()).toBe(1)

  await dialog.getByRole('button', { name: 'Copy the address of the tap' }).click()
  await dialog.locator('[aria-live=polite]').getByText('Copied the address of the tap.').waitFor()
  expect(await clipboard(page)).toBe('http://127.0.0.1:4319/local')
  await dialog.getByRole('button', { name: 'Copy OPENAI_BASE_URL=' }).click()
  await expect.poll(() => clipboard(page)).toBe('OPENAI_BASE_URL=http://127.0.0.1:4319/local/v1')
  await dialog.getByText('nginx', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Copy the lines for nginx' }).click()
  await expect.poll(() => clipboard(page)).toContain('proxy_pass http://127.0.0.1:4319/local/;')

  await tap.focus()
  await page.keyboard.press('Space')
  await dialog.getByText('Your application would ask').waitFor()
  expect(await tap.getAttribute('aria-checked')).toBe('false')
})

test('another name works once its field is left, and one that is taken says so at the field', async () => {
  const page = await open('tap-name-taken')
  const dialog = dialogOf(page)
  const name = dialog.getByLabel('Name in the address')
  expect(await name.getAttribute('aria-invalid')).toBe('true')
  const line = await name.getAttribute('aria-describedby')
  expect(await page.locator(`[id="${line}"]`).textContent()).toBe(
    'Another tap has this name: give it another.',
  )
  expect(await dialog.getByText('http://127.0.0.1:4319/local', { exact: true }).count()).toBe(1)
  await name.fill('Desk')
  await name.press('Enter')
  await dialog.getByText('http://127.0.0.1:4319/desk', { exact: true }).waitFor()
  expect([await name.inputValue(), await name.getAttribute('aria-invalid')]).toEqual(['desk', 'false'])
})

test('a reader is asked for only where a kind takes one', async () => {
  const page = await open('tap-on')
  const dialog = dialogOf(page)
  const kind = dialog.getByLabel('Kind of what passes')
  const reader = dialog.getByLabel('Read as')
  const readers = await reader.locator('option').allTextContents()
  expect(readers.length).toBeGreaterThan(3)
  await reader.selectOption(readers.at(-1) ?? '')
  await kind.selectOption('Flashcards')
  await expect.poll(() => reader.count()).toBe(0)
  await kind.selectOption('Plain stream')
  await reader.waitFor()
  // What was chosen before meant nothing to the kind in between.
  expect(await reader.inputValue()).toBe('')
})

test('other computers are let in only after it was said who can then reach what, and as long as they are, that stays', async () => {
  const page = await open('taps-asked')
  const question = page.getByRole('alertdialog', { name: 'Let other computers in?' })
  const warning = page.getByText('Other computers can reach this')
  const field = page.getByLabel('Where taps listen')
  const sentence =
    /^Whoever can reach this computer, at any of its addresses and port 4319, can ask https:\/\/staging\.example\.com\/api and http:/
  await question.getByText(sentence).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => question.count()).toBe(0)
  expect([await field.inputValue(), await warning.count()]).toEqual(['127.0.0.1:4319', 0])

  await field.fill('0.0.0.0:4319')
  await field.press('Enter')
  await question.getByRole('button', { name: 'Let them in' }).click()
  await warning.waitFor()
  expect(await page.getByRole('main').getByText(sentence).count()).toBe(1)
  await page.getByRole('button', { name: 'Edit the tap of staging' }).click()
  await dialogOf(page).getByText('Other computers can reach this').waitFor()
  await dialogOf(page).getByText('On other computers this one’s name').waitFor()
  await page.keyboard.press('Escape')

  await field.fill('localhost:4320')
  await field.press('Enter')
  await expect.poll(() => warning.count()).toBe(0)
  await page.getByText('http://localhost:4320/staging').waitFor()
})

test('where nothing can be asked, it is said at the switch, and another address is given there', async () => {
  const page = await open('tap-failed')
  const dialog = dialogOf(page)
  await dialog.getByRole('alert').getByText('Port 4319 of 127.0.0.1 is in use').waitFor()
  expect(await dialog.getByRole('region', { name: 'Lines to copy' }).count()).toBe(0)
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await dialog.getByText('Tried again: it is still so.').waitFor()
  await dialog.getByLabel('Where taps listen').fill('127.0.0.1:4320')
  await dialog.getByRole('button', { name: 'Listen there' }).click()
  await dialog.getByText('http://127.0.0.1:4320/staging', { exact: true }).waitFor()
})

test('nothing of taps is shown by a host that has none', async () => {
  const page = await open('tap-no-host')
  expect(await dialogOf(page).getByRole('tab').count()).toBe(0)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('tap a')
  await page.getByText('No command and no run fits').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+,')
  await page.getByRole('region', { name: 'Network' }).waitFor()
  expect(await page.getByRole('region', { name: 'Taps' }).count()).toBe(0)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('help: about')
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: 'Licences' }).waitFor()
  expect(await page.getByRole('region', { name: 'Tap', exact: true }).count()).toBe(0)
})

test('what was typed into a profile stays while its tap is looked at', async () => {
  const page = await open('tap-on')
  const dialog = dialogOf(page)
  await dialog.getByRole('tab', { name: 'Profile' }).click()
  await dialog.getByLabel('Name', { exact: true }).fill('rehearsal')
  await dialog.getByRole('tab', { name: 'Tap on' }).click()
  await asks(page).waitFor()
  expect(await dialog.getByLabel('Base URL').isVisible()).toBe(false)
  await dialog.getByRole('tab', { name: 'Profile' }).click()
  expect(await dialog.getByLabel('Name', { exact: true }).inputValue()).toBe('rehearsal')
})
