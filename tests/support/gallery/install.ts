// Puts `window.runlight` in place before the renderer looks for it: `?scene=` names the scene, `?theme=` the theme.

import './no-jit.ts'
import { createFakeEngine } from './fake-engine.ts'
import { scenes } from './scenes.ts'

const query = new URLSearchParams(location.search)
const name = query.get('scene') ?? 'all-states'

// One page is opened without its engine, to see what it says.
if (name !== 'no-engine') {
  const make = scenes.get(name)
  if (make === undefined)
    throw new Error(`There is no scene ${name}. Known: ${[...scenes.keys()].join(', ')}.`)
  const theme = query.get('theme')
  const world = make()
  if (theme === 'light' || theme === 'dark') world.settings = { ...world.settings, theme }
  Object.defineProperty(window, 'runlight', { value: createFakeEngine(world) })
}
