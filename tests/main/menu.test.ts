// The application menu, as a template.

import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { menuTemplate } from '../../src/main/window/menu.ts'
import { fillForWall } from '../../src/main/window/wall-screen.ts'

type Template = ReturnType<typeof menuTemplate>
type Item = Template[number]

const acts = {
  importFiles: () => {},
  show: () => {},
  showHubs: () => {},
  openHub: () => {},
  setTheme: () => {},
  showWall: () => {},
  openDataFolder: () => {},
  saveDiagnostics: () => {},
}

/** Labels and roles, nested by indentation. */
function outline(items: readonly Item[], depth = 0): string[] {
  return items.flatMap(({ label, role, type, checked, submenu }) => {
    const name = label ?? role ?? type ?? ''
    const line = `${'  '.repeat(depth)}${name}${checked === true ? ' ✓' : ''}`
    return [line, ...(Array.isArray(submenu) ? outline(submenu, depth + 1) : [])]
  })
}

test('on Linux the menu has what the host can do, with the present theme ticked', () => {
  expect(
    outline(menuTemplate({ platform: 'linux', developing: false, theme: 'dark', hubs: [] }, acts)),
  ).toEqual([
    '&File',
    '  Import…',
    '  separator',
    '  Open Hub…',
    '  separator',
    '  quit',
    'editMenu',
    '&View',
    '  Theme',
    '    As the System',
    '    Light',
    '    Dark ✓',
    '  separator',
    '  resetZoom',
    '  zoomIn',
    '  zoomOut',
    '  separator',
    '  Wall',
    '  togglefullscreen',
    'windowMenu',
    'help',
    '  Open the Data Folder',
    '  Save Diagnostics…',
    '  separator',
    '  about',
  ])
})

test('on macOS the app menu comes first and has About and Quit, and File closes the window', () => {
  const menu = outline(
    menuTemplate({ platform: 'darwin', developing: false, theme: 'system', hubs: [] }, acts),
  )
  expect(menu.slice(0, 7)).toEqual([
    'appMenu',
    '&File',
    '  Import…',
    '  separator',
    '  Open Hub…',
    '  separator',
    '  close',
  ])
  expect(menu).not.toContain('  about')
})

test('reloading and the developer tools are there while developing only', () => {
  const tools = ['  reload', '  toggleDevTools']
  const of = (developing: boolean) =>
    outline(menuTemplate({ platform: 'linux', developing, theme: 'system', hubs: [] }, acts)).filter((line) =>
      tools.includes(line),
    )
  expect([of(false), of(true)]).toEqual([[], tools])
})

test('hubs are places beside this computer, by their names as they are', () => {
  const opened: string[] = []
  const hubs = [
    { origin: 'https://hub.example.com', name: 'Ops & nights' },
    { origin: 'http://127.0.0.1:8484', name: 'Here' },
  ]
  const template = menuTemplate(
    { platform: 'linux', developing: false, theme: 'system', hubs },
    { ...acts, show: () => opened.push('this computer'), openHub: (origin) => opened.push(origin) },
  )
  expect(outline(template).slice(4, 9)).toEqual([
    '  Places',
    '    This Computer',
    '    separator',
    '    Ops && nights',
    '    Here',
  ])
  const file = template.find(({ label }) => label === '&File')?.submenu
  const places = Array.isArray(file) ? file.find(({ label }) => label === 'Places')?.submenu : undefined
  for (const item of Array.isArray(places) ? places : []) Reflect.apply(item.click ?? (() => {}), item, [])
  expect(opened).toEqual(['this computer', ...hubs.map(({ origin }) => origin)])
})

test('a theme in the menu sets that theme', () => {
  const set: string[] = []
  const template = menuTemplate(
    { platform: 'linux', developing: false, theme: 'system', hubs: [] },
    { ...acts, setTheme: (theme) => set.push(theme) },
  )
  const view = template.find(({ label }) => label === '&View')?.submenu
  const themes = Array.isArray(view) ? view[0]?.submenu : undefined
  for (const item of Array.isArray(themes) ? themes : []) Reflect.apply(item.click ?? (() => {}), item, [])
  expect(set).toEqual(['system', 'light', 'dark'])
})

test('the wall fills the screen until its page is left, and leaves a window that filled it before as it was', () => {
  let url = ''
  const contents = Object.assign(new EventEmitter(), { getURL: () => url })
  const told: boolean[] = []
  const windowIn = (isFull: boolean) => ({
    isFullScreen: () => isFull,
    setFullScreen: (full: boolean) => told.push(full),
    webContents: contents as never,
  })
  const go = (hash: string) => {
    url = `app://runlight/${hash}`
    contents.emit('did-navigate-in-page', {}, url)
  }
  fillForWall(windowIn(false))
  go('')
  go('#/wall')
  expect(told).toEqual([true])
  go('#/board?run=7')
  go('#/search')
  expect(told).toEqual([true, false])
  fillForWall(windowIn(true))
  go('')
  expect(told).toEqual([true, false])
  go('#/wall')
  fillForWall(windowIn(false))
  go('')
  expect(told).toEqual([true, false, true, false])
})
