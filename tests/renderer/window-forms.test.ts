// The window's forms in a real browser, under the desktop host's own content security policy, with an engine that plays
// scenes: runs that are added, and dialogs that are larger than the window.

import { describe, expect, test } from 'vitest'
import { createScenesStage } from '../support/gallery/scenes-stage.ts'

const { openScene } = createScenesStage()

test('a radio stays in its label when a dialog is scrolled in a small window', async () => {
  const page = await openScene('all-states')
  await page.setViewportSize({ width: 900, height: 420 })
  await page.getByRole('button', { name: 'Add a server' }).click()
  const dialog = page.getByRole('dialog', { name: 'Servers' })
  await dialog.getByText('Cookie', { exact: true }).click()
  const scrolled = await dialog.evaluate((element) => {
    const scroller = [...element.querySelectorAll('*')].find(
      (one) => one.scrollHeight > one.clientHeight + 50,
    )
    scroller?.scrollTo(0, 10_000)
    return scroller?.scrollTop ?? 0
  })
  expect(scrolled).toBeGreaterThan(50)
  const astray = await dialog.evaluate(
    (element) =>
      [...element.querySelectorAll('input[type=radio]')].filter((input) => {
        const inside = input.getBoundingClientRect()
        const label = input.closest('label')?.getBoundingClientRect()
        return label === undefined || inside.top < label.top || inside.bottom > label.bottom
      }).length,
  )
  expect(astray).toBe(0)
})

describe('adding runs', () => {
  test('recognises a pasted URL and fills in the form', async () => {
    const page = await openScene('all-states')
    await page.keyboard.press('n')
    await page.getByLabel('Paste a URL or an id').fill('http://localhost:8000/v1/flashcards/runs/777/events')
    await page.getByText('Recognised as').waitFor()
    expect(await page.getByLabel('Run id').inputValue()).toBe('777')
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: 'Run: Flashcards run 777' }).waitFor()
  })

  test('waits for the kinds before it says what a pasted URL is', async () => {
    const page = await openScene('all-states')
    await page.addInitScript(() => {
      const { defineProperty } = Object
      const told = Promise.withResolvers<void>()
      Object.assign(window, { tellKinds: told.resolve })
      Object.defineProperty = (on, key, given) => {
        if (key !== 'runlight') return defineProperty(on, key, given)
        const call = async (name: string, input: unknown) => {
          if (name === 'kinds.list') await told.promise
          return given.value.call(name, input)
        }
        return defineProperty(on, key, { value: { ...given.value, call } })
      }
    })
    await page.reload()
    await page.getByRole('button', { name: 'Add run' }).click()
    await page.getByLabel('Paste a URL or an id').fill('http://localhost:8000/v1/flashcards/runs/777/events')
    await page.waitForTimeout(500)
    expect(await page.getByText('No kind can watch this URL.').count()).toBe(0)
    await page.evaluate(() => (window as unknown as { tellKinds: () => void }).tellKinds())
    await page.getByText('Recognised as').waitFor()
    expect(await page.getByLabel('Run id').inputValue()).toBe('777')
  })

  test('offers the run that is already watched, and watching it twice', async () => {
    const page = await openScene('all-states')
    await page.keyboard.press('n')
    await page.getByLabel('Paste a URL or an id').fill('101')
    await page.getByText('Taken as Run id.').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Watch it twice' }).waitFor()
    await page.getByRole('button', { name: 'Open the run that is already watched' }).click()
    await page.getByRole('region', { name: 'Run: Biology 101' }).waitFor()
  })

  test('takes nothing of a pasted command, whatever is in it, and stays where it is while its form changes', async () => {
    const page = await openScene('all-states')
    await page.keyboard.press('n')
    const dialog = page.getByRole('dialog', { name: 'Add a run' })
    const field = page.getByLabel('Paste a URL or an id')
    await page.getByText('A URL picks the kind').waitFor()
    const place = () =>
      dialog.evaluate((element) => {
        const button = element.querySelector('[type=submit]')
        return [element.firstElementChild, button].map((one) =>
          Math.round(one?.getBoundingClientRect().top ?? 0),
        )
      })
    const before = await place()
    await field.fill(
      "curl 'http://localhost:8000/v1/flashcards/runs/7/events' -H 'Authorization: Bearer hunter2'",
    )
    await page.getByText('This is a command').waitFor()
    for (const kind of ['Chat', 'Flashcards']) {
      await dialog.getByText(kind, { exact: true }).click()
      expect(await place()).toEqual(before)
    }
    await field.press('Enter')
    expect(await page.getByLabel('Run id').inputValue()).toBe('')
    expect(await field.evaluate((one) => one === document.activeElement)).toBe(true)
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    expect(await place()).toEqual(before)
    await dialog.getByText('This is a command').waitFor()
  })

  test('leads to the first field that is wrong, with its sentence, when the form is sent empty', async () => {
    const page = await openScene('all-states')
    await page.keyboard.press('n')
    await page.getByText('A URL picks the kind').waitFor()
    await page.keyboard.press('Enter')
    const field = page.getByLabel('Run id')
    await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true)
    const line = await field.getAttribute('aria-describedby')
    expect(await page.locator(`[id="${line}"]`).textContent()).toBe('Run id is needed.')
  })

  test('begins in an empty window with the sample backend', async () => {
    const page = await openScene('empty')
    await page.getByRole('button', { name: 'Watch the sample backend' }).click()
    await page.getByRole('region', { name: 'Run: Flashcards run 128' }).waitFor()
  })
})
