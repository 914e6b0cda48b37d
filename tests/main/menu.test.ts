// The application menu, as a template.

import { expect, test } from 'vitest'
import { menuTemplate } from '../../src/main/window/menu.ts'

type Template = ReturnType<typeof menuTemplate>
type Item = Template[number]

const acts = {
  importFiles: () => {},
  setTheme: () => {},
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
  expect(outline(menuTemplate({ platform: 'linux', developing: false, theme: 'dark' }, acts))).toEqual([
    '&File',
    '  Import…',
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
  const menu = outline(menuTemplate({ platform: 'darwin', developing: false, theme: 'system' }, acts))
  expect(menu.slice(0, 5)).toEqual(['appMenu', '&File', '  Import…', '  separator', '  close'])
  expect(menu).not.toContain('  about')
})

test('reloading and the developer tools are there while developing only', () => {
  const tools = ['  reload', '  toggleDevTools']
  const of = (developing: boolean) =>
    outline(menuTemplate({ platform: 'linux', developing, theme: 'system' }, acts)).filter((line) =>
      tools.includes(line),
    )
  expect([of(false), of(true)]).toEqual([[], tools])
})

test('a theme in the menu sets that theme', () => {
  const set: string[] = []
  const template = menuTemplate(
    { platform: 'linux', developing: false, theme: 'system' },
    { ...acts, setTheme: (theme) => set.push(theme) },
  )
  const view = template.find(({ label }) => label === '&View')?.submenu
  const themes = Array.isArray(view) ? view[0]?.submenu : undefined
  for (const item of Array.isArray(themes) ? themes : []) Reflect.apply(item.click ?? (() => {}), item, [])
  expect(set).toEqual(['system', 'light', 'dark'])
})
