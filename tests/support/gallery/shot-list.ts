// What is photographed: a scene, and what a person does in it first. All of it goes through the keyboard and the mouse.

import type { Page } from 'playwright'

export type Shot = {
  readonly name: string
  readonly scene: string
  readonly act: (page: Page) => Promise<void>
}

const nothing = async (): Promise<void> => {}

/** Opens the run whose row carries `title`, then the tab by its key. */
function open(title: string, tabKey: 'o' | 'l' | 'c' = 'o'): (page: Page) => Promise<void> {
  return async (page) => {
    await page.getByRole('row').filter({ hasText: title }).first().click()
    await page.keyboard.press(tabKey)
    await page.waitForTimeout(350)
  }
}

function paste(text: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.keyboard.press('n')
    await page.getByLabel('Paste a URL or an id').fill(text)
    await page.waitForTimeout(400)
  }
}

export const shots: readonly Shot[] = [
  { name: 'empty', scene: 'empty', act: nothing },
  { name: 'one-live', scene: 'one-live', act: open('Biology 101') },
  { name: 'board', scene: 'all-states', act: nothing },
  { name: 'board-200', scene: 'two-hundred', act: async (page) => page.waitForTimeout(1_200) },
  { name: 'overview-flashcards', scene: 'all-states', act: open('Biology 101') },
  { name: 'overview-story', scene: 'all-states', act: open('The lighthouse') },
  { name: 'overview-unsafe', scene: 'story-unsafe', act: open('The lighthouse') },
  { name: 'overview-differs', scene: 'story-differs', act: open('The lighthouse') },
  { name: 'overview-process', scene: 'process', act: open('Nightly') },
  { name: 'overview-path', scene: 'path', act: open('Rust') },
  { name: 'overview-failed', scene: 'all-states', act: open('Import of suppliers') },
  { name: 'overview-unknown', scene: 'all-states', act: open('Rust for web') },
  { name: 'overview-refused', scene: 'all-states', act: open('child 7') },
  { name: 'overview-video', scene: 'all-states', act: open('4f3e2d1c') },
  { name: 'many-items', scene: 'many-items', act: open('Everything') },
  { name: 'log', scene: 'all-states', act: open('Biology 101', 'l') },
  {
    name: 'log-event',
    scene: 'all-states',
    act: async (page) => {
      await open('Biology 101', 'l')(page)
      await page.getByRole('grid', { name: /Events/ }).focus()
      for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'Enter']) await page.keyboard.press(key)
    },
  },
  { name: 'log-1m', scene: 'log-1m', act: open('A year', 'l') },
  {
    name: 'log-left',
    scene: 'log-growing',
    act: async (page) => {
      await open('A year', 'l')(page)
      await page.getByRole('grid', { name: /Events/ }).hover()
      await page.mouse.wheel(0, -300)
      await page.waitForTimeout(900)
    },
  },
  {
    name: 'connection',
    scene: 'all-states',
    act: async (page) => {
      await open('Biology 101', 'c')(page)
      await page.locator('[data-tab-focus] button[aria-expanded=false]').first().click()
      await page.mouse.move(5, 400)
    },
  },
  {
    name: 'connection-waiting',
    scene: 'all-states',
    act: async (page) => {
      await open('Organic', 'c')(page)
      await page.getByRole('button', { expanded: false }).filter({ hasText: '503' }).first().click()
      await page.mouse.move(5, 400)
    },
  },
  { name: 'long-titles', scene: 'long-titles', act: open('A thorough') },
  { name: 'odd-texts', scene: 'odd-texts', act: open('علم') },
  { name: 'odd-log', scene: 'odd-texts', act: open('علم', 'l') },
  { name: 'odd-story', scene: 'odd-texts', act: open('המגדלור') },
  { name: 'add-empty', scene: 'all-states', act: async (page) => page.keyboard.press('n') },
  {
    name: 'add-matched',
    scene: 'all-states',
    act: paste('http://localhost:8000/api/v1/stories/generate/stream?child_id=3&theme=forest'),
  },
  {
    name: 'add-errors',
    scene: 'all-states',
    act: async (page) => {
      await page.keyboard.press('n')
      await page.getByText('Stories', { exact: true }).last().click()
      await page.getByLabel('Child id').fill('seven')
      await page.getByRole('button', { name: 'Start and watch' }).click()
      await page.waitForTimeout(200)
    },
  },
  { name: 'add-many', scene: 'all-states', act: paste('201, 202, 203, 204') },
  {
    name: 'add-duplicate',
    scene: 'all-states',
    act: async (page) => {
      await paste('101')(page)
      await page.getByRole('button', { name: 'Watch', exact: true }).click()
      await page.waitForTimeout(200)
    },
  },
  {
    name: 'add-duplicates',
    scene: 'all-states',
    act: async (page) => {
      await paste('101 201 88')(page)
      await page.getByRole('button', { name: 'Watch 3 runs' }).click()
      await page.waitForTimeout(300)
    },
  },
  {
    name: 'servers',
    scene: 'all-states',
    act: async (page) => {
      await page.keyboard.press('Control+k')
      await page.keyboard.type('edit servers')
      await page.keyboard.press('Enter')
      await page
        .getByRole('button', { name: /staging/ })
        .last()
        .click()
      await page.getByRole('button', { name: 'Test the connection' }).click()
      await page.waitForTimeout(200)
    },
  },
  {
    name: 'servers-lost-secret',
    scene: 'all-states',
    act: async (page) => {
      await page.getByRole('button', { name: 'Edit production' }).focus()
      await page.keyboard.press('Enter')
    },
  },
  { name: 'palette', scene: 'all-states', act: async (page) => page.keyboard.press('Control+k') },
  {
    name: 'palette-search',
    scene: 'two-hundred',
    act: async (page) => {
      await page.keyboard.press('Control+k')
      await page.keyboard.type('chem')
    },
  },
  { name: 'keys', scene: 'all-states', act: async (page) => page.keyboard.press('?') },
  {
    name: 'confirm',
    scene: 'all-states',
    act: async (page) => {
      await open('Rust for web')(page)
      await page.getByRole('button', { name: 'Start again' }).click()
    },
  },
  { name: 'disconnected', scene: 'disconnected', act: async (page) => page.waitForTimeout(17_000) },
  { name: 'storage-full', scene: 'storage-full', act: nothing },
  { name: 'log-missing', scene: 'log-missing', act: nothing },
  {
    name: 'nothing-fits',
    scene: 'all-states',
    act: async (page) => {
      await page.keyboard.press('/')
      await page.keyboard.type('zebra')
    },
  },
]
