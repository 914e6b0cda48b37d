// The page of the index: the list on the left, the stage on the right. Where one is stands in the address, so that a scene
// can be linked to.

import { type ReactElement, useCallback, useEffect, useMemo, useState } from 'react'
import { Input } from '../../../../src/renderer/ui/input.tsx'
import { scenes } from '../scenes.ts'
import { type Choice, readChoice, writeChoice } from './choice.ts'
import { SceneList } from './scene-list.tsx'
import { Stage } from './stage.tsx'

export function GalleryIndex(): ReactElement {
  const [choice, setChoice] = useState(() => readChoice(location.hash))
  const [text, setText] = useState('')
  const change = useCallback((part: Partial<Choice>) => setChoice((before) => ({ ...before, ...part })), [])

  useEffect(() => history.replaceState(null, '', writeChoice(choice)), [choice])
  useEffect(() => {
    const goThere = () => setChoice(readChoice(location.hash))
    addEventListener('hashchange', goThere)
    return () => removeEventListener('hashchange', goThere)
  }, [])

  const shown = useMemo(() => {
    const wanted = text.trim().toLowerCase()
    return scenes.filter(({ name, area, shows }) => `${name} ${area} ${shows}`.toLowerCase().includes(wanted))
  }, [text])

  const step = useCallback(
    (by: number) => {
      const at = shown.findIndex(({ name }) => name === choice.scene)
      const next = shown[Math.max(0, Math.min(shown.length - 1, at + by))]
      if (next !== undefined) change({ scene: next.name })
    },
    [shown, choice.scene, change],
  )

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLInputElement && event.key.length === 1) return
      const by =
        event.key === 'ArrowDown' || event.key === 'j'
          ? 1
          : event.key === 'ArrowUp' || event.key === 'k'
            ? -1
            : 0
      if (by === 0) return
      event.preventDefault()
      step(by)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [step])

  const scene = scenes.find(({ name }) => name === choice.scene) ?? scenes[0]
  return (
    <div className="flex h-full">
      <nav aria-label="Scenes" className="flex w-76 shrink-0 flex-col border-line border-r bg-frame">
        <header className="shrink-0 px-4 pt-4 pb-3">
          <h1 className="font-semibold text-title">Runlight gallery</h1>
          <p className="mb-3 text-ink-3 text-small">{scenes.length} scenes, with a fake engine</p>
          <Input
            type="search"
            aria-label="Find a scene"
            placeholder="Find a scene"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </header>
        <SceneList scenes={shown} chosen={choice.scene} onChoose={(name) => change({ scene: name })} />
        <p className="shrink-0 border-line border-t px-4 py-2 text-ink-3 text-tiny">
          ↑ ↓ go through the scenes
        </p>
      </nav>
      {scene !== undefined && <Stage scene={scene} choice={choice} onChange={change} />}
    </div>
  )
}
