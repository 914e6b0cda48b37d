// A scene's page, `?scene=NAME&theme=light`: draws the window over an engine that plays the scene, as the hosts draw theirs,
// and does what a person does in the scene. Nothing of the renderer is replaced. `data-scene` on the document says when all
// of it is done (`ready`) or why it was not (`failed: …`). `window.playScene` plays another scene in the same page.

import '../../../src/core/basics/no-eval.ts'
import '../../../src/renderer/styles/index.css'
import { drawWindow } from '../../../src/renderer/app/draw-window.tsx'
import { createHand } from './hand.ts'
import { installScene } from './scene-install.ts'

declare global {
  interface Window {
    playScene?: (name: string, theme: string | null) => Promise<void>
  }
}

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no element #root.')
let leave = () => {}

async function play(name: string, theme: string | null, into: HTMLElement): Promise<void> {
  const say = (state: string) => document.documentElement.setAttribute('data-scene', state)
  say('')
  leave()
  delete document.documentElement.dataset.loaded
  leave = () => {}
  const { scene, engine } = installScene(name, theme)
  const stop = drawWindow(into, window.runlight ?? engine.bridge)
  leave = () => {
    stop()
    engine.stop()
  }
  try {
    await loaded()
    await engine.quiet()
    for (const message of engine.world.said) engine.say(message)
    await scene.act?.(createHand())
    await engine.quiet()
    await document.fonts.ready
    say('ready')
  } catch (thrown) {
    say(`failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`)
    throw thrown
  }
}

/** When every part of the window is there: a scene's hand is faster than any person, and would type into nothing. */
async function loaded(): Promise<void> {
  while (document.documentElement.dataset.loaded === undefined)
    await new Promise((then) => setTimeout(then, 10))
}

const query = new URLSearchParams(location.search)
const name = query.get('scene') ?? 'all-states'
window.playScene = (next, theme) => play(next, theme, root)
// One page is opened without its engine, to see what the window's own entry says.
if (name === 'no-engine') await import('../../../src/renderer/main.tsx')
else await play(name, query.get('theme'), root)
