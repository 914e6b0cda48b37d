// The window's forms and ways in a real browser, under the desktop host's own content security policy, with an engine that
// plays scenes: runs that are added, dialogs that are larger than the window, links, pages and the search for a run.

import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { createScenesStage } from '../support/gallery/scenes-stage.ts'

const { open, openAlone, openScene } = createScenesStage({ shipped: false })

const rowOf = (page: Page, title: string) =>
  page.getByRole('grid', { name: 'Runs' }).getByRole('row').filter({ hasText: title })
const logOf = (page: Page) => page.getByRole('grid', { name: /^Events of/ })

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
    const page = await openAlone('all-states')
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

  test('takes a pasted curl line whole, shows no secret of it, and stays where it is while its form changes', async () => {
    const page = await openScene('all-states')
    await page.keyboard.press('n')
    const dialog = page.getByRole('dialog', { name: 'Add a run' })
    const field = page.getByLabel('Paste a URL or an id')
    await page.getByText('A URL picks the kind').waitFor()
    const place = () =>
      dialog.evaluate(async (element) => {
        await Promise.all(element.getAnimations({ subtree: true }).map((one) => one.finished))
        const button = element.querySelector('[type=submit]')
        return [element.firstElementChild, button].map((one) =>
          Math.round(one?.getBoundingClientRect().top ?? 0),
        )
      })
    const before = await place()
    await field.fill(
      "curl 'http://localhost:8000/s' -X PUT -H 'Authorization: Bearer hunter2' -H 'x-tenant: north' --abc --data-raw '{}'",
    )
    await dialog.getByText('Recognised as').waitFor()
    await dialog.getByText('Not taken over: --abc.').waitFor()
    await dialog.getByText('kept like credentials and not shown').waitFor()
    expect(await place()).toEqual(before)
    const values = () =>
      dialog.evaluate((element) =>
        [...element.querySelectorAll<HTMLInputElement>('input, textarea, select')].map(({ value }) => value),
      )
    expect(await values()).toEqual(
      expect.arrayContaining([
        '',
        'http://localhost:8000/s',
        'PUT',
        expect.stringContaining('x-tenant: north'),
        '{}',
      ]),
    )
    expect(`${await values()}${await dialog.innerHTML()}`).not.toContain('hunter2')
    await dialog.getByText('Chat', { exact: true }).click()
    expect(await place()).toEqual(before)
    await dialog.getByRole('button', { name: 'Leave it out' }).click()
    expect(await dialog.getByText('kept like credentials and not shown').count()).toBe(0)
  })

  test('takes nothing of a command that is not curl’s, and stays where it is', async () => {
    const page = await openScene('all-states')
    await page.keyboard.press('n')
    const dialog = page.getByRole('dialog', { name: 'Add a run' })
    const field = page.getByLabel('Paste a URL or an id')
    await page.getByText('A URL picks the kind').waitFor()
    await field.fill(
      "wget 'http://localhost:8000/v1/flashcards/runs/7/events' --header 'Authorization: Bearer hunter2'",
    )
    await dialog.getByText('This is a command').waitFor()
    await field.press('Enter')
    expect(await page.getByLabel('Run id').inputValue()).toBe('')
    expect(await field.evaluate((one) => one === document.activeElement)).toBe(true)
    expect(await field.getAttribute('aria-invalid')).toBe('true')
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

test('a link leads to an event, a moment and a search, as back, forward and a reload do', async () => {
  const page = await openAlone('all-states')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await rowOf(page, 'Biology 101').click()
  await page.keyboard.press('l')
  const run = new URLSearchParams(new URL(page.url()).hash.slice('#/board?'.length)).get('run')
  await logOf(page).locator('time').first().waitFor()
  const panel = page.getByRole('complementary', { name: 'Event' })
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  const follow = (link: string) => page.evaluate((hash) => location.assign(hash), new URL(link).hash)
  /** The link that a key copies, and the notice about it. */
  const copy = async (of: string) => {
    await page.keyboard.press('u')
    await page.getByText(`Copied a link to ${of}`).first().waitFor()
    return copied()
  }

  await follow(`${page.url().split('#')[0]}#/board?run=${run}&tab=log&event=4`)
  await panel.getByRole('heading', { name: /4$/ }).waitFor()
  const event = await copy(`event 4 of run ${run}`)
  expect(new URL(event).hash).toBe(`#/board?run=${run}&tab=log&event=4`)
  const at = await logOf(page).locator('time').first().getAttribute('datetime')

  await follow(`${event.split('#')[0]}#/board?run=${run}&at=${Date.parse(at ?? '')}`)
  const past = page.getByRole('region', { name: 'Looking back' })
  await past.waitFor()
  const moment = await copy(`this moment of run ${run}`)
  expect(new URL(moment).hash).toBe(`#/board?run=${run}&at=${Date.parse(at ?? '')}`)

  const side = (button: number) =>
    page.evaluate((pressed) => {
      for (const type of ['mousedown', 'mouseup'])
        window.dispatchEvent(new MouseEvent(type, { button: pressed, cancelable: true, bubbles: true }))
    }, button)
  await side(3)
  await panel.getByRole('heading', { name: /4$/ }).waitFor()
  await expect.poll(() => past.count()).toBe(0)
  await side(4)
  await past.waitFor()
  await page.reload()
  await past.waitFor()
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await panel.getByRole('heading', { name: /4$/ }).waitFor()
  await page.reload()
  await panel.getByRole('heading', { name: /4$/ }).waitFor()

  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await follow(`${event.split('#')[0]}#/search?q=level%3Aerror`)
  await page.getByRole('button', { name: 'Copy a link to this search' }).click()
  await expect.poll(copied).toMatch(/#\/search\?q=level%3Aerror$/)
})

test('another page has the focus on its heading and its name in the title; the first stop leads past the bar', async () => {
  const page = await openScene('all-states')
  await rowOf(page, 'Biology 101').waitFor()
  const focused = () =>
    page.evaluate(() => [document.activeElement?.tagName, document.activeElement?.textContent])
  await page.keyboard.press('Tab')
  expect(await focused()).toEqual(['BUTTON', 'Skip to the content'])
  await page.keyboard.press('Enter')
  expect(await focused()).toEqual(['H2', 'All runs'])
  expect(await page.title()).toBe('All runs · Runlight')
  await page.keyboard.press('Control+,')
  await expect.poll(focused).toEqual(['H2', 'Settings'])
  expect([await page.title(), await page.getByRole('main').count()]).toEqual(['Settings · Runlight', 1])
  await page.keyboard.press('Control+k')
  await page.keyboard.type('help')
  await page.keyboard.press('Enter')
  await expect.poll(focused).toEqual(['H2', 'Help'])
  await page.getByLabel('Search the keys').fill('pin')
  expect(await page.getByRole('definition').allTextContents()).toEqual(['sazb#v', 'b', 'h'])
  await page.getByRole('button', { name: 'Show the licences' }).click()
  await page
    .getByRole('list', { name: 'Licences' })
    .getByText(/^uplot/)
    .waitFor()
  await page.keyboard.press('Alt+ArrowLeft')
  await expect.poll(focused).toEqual(['H2', 'Settings'])
  await page.keyboard.press('1')
  await rowOf(page, 'Biology 101').click()
  await expect.poll(() => page.title()).toBe('Biology 101 · Runlight')
})

test('a page that cannot be loaded says so, and is loaded again by a button', async () => {
  const { page, wrong } = await open('all-states')
  await page.route('**/settings-page*', (route) => route.abort())
  await page.reload()
  await rowOf(page, 'Biology 101').waitFor()
  await page.keyboard.press('Control+,')
  await page.getByRole('alert').getByText('This part of the window could not be loaded').waitFor()
  await page.unroute('**/settings-page*')
  await page.getByRole('button', { name: 'Load the window again' }).click()
  await page.getByRole('heading', { name: 'Settings', level: 2 }).waitFor()
  expect(wrong.splice(0)).toContainEqual(expect.stringContaining('Failed to load resource'))
})

test('what was searched for is listed and forgotten, and a number opens its run', async () => {
  const page = await openScene('all-states')
  await rowOf(page, 'Biology 101').waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('biology')
  await page.keyboard.press('Enter')
  await page.getByRole('grid', { name: 'Results' }).waitFor()
  await page.getByRole('button', { name: 'Empty the search' }).click()
  const recent = page.getByRole('list', { name: 'Recent searches' })
  expect(await recent.getByRole('button').allTextContents()).toEqual(['biology', ''])
  expect(await page.evaluate(() => localStorage.getItem('recent-searches'))).toBe('["biology"]')
  await page.getByRole('button', { name: 'Forget the search biology' }).click()
  await page.getByText('What you search for is listed here').waitFor()
  expect(await page.evaluate(() => localStorage.getItem('recent-searches'))).toBe('[]')

  const run = page.getByRole('region', { name: /^Run: / })
  await page.getByLabel('Search runs and events').fill('#2')
  await page.getByRole('button', { name: /^Open run 2/ }).waitFor()
  await page.getByLabel('Search runs and events').press('Enter')
  await run.getByText('#2,').waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('#3')
  await page.keyboard.press('Enter')
  await run.getByText('#3,').waitFor()
})
