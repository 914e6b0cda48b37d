// Puts a scene's engine in place of the host's: world, address and bridge, before the window is drawn over it.

import '../../../src/core/basics/no-eval.ts'
import { createFakeEngine, type FakeEngine } from './engine/fake-engine.ts'
import { fragmentOf, type Scene } from './scene.ts'
import { scenes } from './scenes.ts'

export type Played = { readonly scene: Scene; readonly engine: FakeEngine }

let isReloaded = performance
  .getEntriesByType('navigation')
  .some((entry) => entry instanceof PerformanceNavigationTiming && entry.type === 'reload')

/** Makes the world of scene `name`, with the theme that is set in it where one is given, and opens its address. */
export function installScene(name: string, theme: string | null): Played {
  const scene = scenes.find((one) => one.name === name)
  if (scene === undefined)
    throw new Error(`There is no scene ${name}. Known: ${scenes.map((one) => one.name).join(', ')}.`)
  const world = scene.world()
  if (theme === 'light' || theme === 'dark') world.settings = { ...world.settings, theme }
  // One scene must not find what another has kept.
  localStorage.clear()
  // A page that is loaded again keeps its place, as the hosts' pages do.
  if (!isReloaded)
    history.replaceState(null, '', location.pathname + location.search + fragmentOf(scene, world))
  isReloaded = false
  const engine = createFakeEngine(world)
  Object.defineProperty(window, 'runlight', { value: engine.bridge, configurable: true })
  return { scene, engine }
}
