// The scenes by area, as links; the chosen one is scrolled into sight.

import { type ReactElement, useEffect, useRef } from 'react'
import { cx } from '../../../../src/renderer/ui/cx.ts'
import { areas, type Scene } from '../scene.ts'

type Props = {
  readonly scenes: readonly Scene[]
  readonly chosen: string
  readonly onChoose: (name: string) => void
}

export function SceneList({ scenes, chosen, onChoose }: Props): ReactElement {
  const ref = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scene was chosen
  useEffect(() => {
    ref.current?.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <div ref={ref} className="min-h-0 flex-1 overflow-y-auto px-2 pb-4">
      {areas.map((area) => {
        const its = scenes.filter((scene) => scene.area === area)
        if (its.length === 0) return null
        return (
          <section key={area} aria-label={area}>
            <h2 className="flex px-2 pt-4 pb-1 font-medium text-ink-3 text-tiny">
              {area}
              <span className="ml-auto tabular-nums">{its.length}</span>
            </h2>
            {its.map(({ name, shows }) => (
              <a
                key={name}
                href={`#/${name}`}
                data-name={name}
                aria-current={name === chosen}
                onClick={(event) => {
                  event.preventDefault()
                  onChoose(name)
                }}
                className={cx(
                  'block rounded-md px-2 py-1.5',
                  name === chosen ? 'bg-select' : 'hover:bg-hover',
                )}
              >
                <span className="block font-medium">{name}</span>
                <span className="block text-ink-3 text-small">{shows}</span>
              </a>
            ))}
          </section>
        )
      })}
      {scenes.length === 0 && <p className="px-2 py-6 text-ink-3">No scene has this in its name.</p>}
    </div>
  )
}
