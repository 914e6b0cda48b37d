// The chosen scene in one theme or in both, at its true width and made smaller where there is no room for it.

import { ExternalLink } from 'lucide-react'
import { type ReactElement, useEffect, useRef, useState } from 'react'
import { cx } from '../../../../src/renderer/ui/cx.ts'
import type { Scene } from '../scene.ts'
import { type Choice, sceneUrl, themes, widths } from './choice.ts'

type Props = {
  readonly scene: Scene
  readonly choice: Choice
  readonly onChange: (part: Partial<Choice>) => void
}

const heights: Readonly<Record<Choice['width'], number>> = { 900: 700, 1440: 900 }
const themeWords = { light: 'Light', dark: 'Dark', both: 'Side by side' } as const

export function Stage({ scene, choice, onChange }: Props): ReactElement {
  const { theme, width } = choice
  const shown = theme === 'both' ? (['light', 'dark'] as const) : [theme]
  return (
    <main aria-label={scene.name} className="flex min-w-0 flex-1 flex-col bg-surface">
      <header className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-6 py-3">
        <div className="min-w-60 flex-1">
          <p className="text-ink-3 text-tiny">{scene.area}</p>
          <h2 className="font-semibold text-large">{scene.name}</h2>
          <p className="text-ink-2 text-small">{scene.shows}</p>
        </div>
        <Choices
          label="Theme"
          options={themes}
          value={theme}
          say={(one) => themeWords[one]}
          onChange={(one) => onChange({ theme: one })}
        />
        <Choices
          label="Width"
          options={widths}
          value={width}
          say={(one) => `${one}`}
          onChange={(one) => onChange({ width: one })}
        />
      </header>
      <div
        className={cx(
          'grid min-h-0 flex-1 content-start gap-6 overflow-auto p-6',
          shown.length === 2 && 'min-[1500px]:grid-cols-2',
        )}
      >
        {shown.map((one) => (
          <Frame key={`${scene.name} ${one} ${width}`} scene={scene} theme={one} width={width} />
        ))}
      </div>
    </main>
  )
}

function Frame({
  scene,
  theme,
  width,
}: {
  readonly scene: Scene
  readonly theme: 'light' | 'dark'
  readonly width: Choice['width']
}): ReactElement {
  const ref = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState<number>(width)
  useEffect(() => {
    const box = ref.current
    if (box === null) return
    const observer = new ResizeObserver(() => setRoom(box.clientWidth))
    observer.observe(box)
    return () => observer.disconnect()
  }, [])
  const scale = Math.min(1, room / width)
  const url = sceneUrl(scene.name, theme)
  return (
    <figure className="m-0 min-w-0" ref={ref}>
      <figcaption className="mb-2 flex items-center text-ink-3 text-small">
        {themeWords[theme]}, {width} × {heights[width]}
        {scale < 1 && `, at ${Math.round(scale * 100)} %`}
        <a
          href={url}
          target="_blank"
          rel="noreferrer"
          className="ml-auto flex items-center gap-1.5 text-accent"
        >
          <ExternalLink aria-hidden="true" size={13} />
          Open alone
        </a>
      </figcaption>
      <div
        className="overflow-hidden rounded-lg shadow-pop"
        style={{ width: width * scale, height: heights[width] * scale }}
      >
        <iframe
          title={`${scene.name}, ${theme}`}
          src={url}
          className="block origin-top-left border-0"
          style={{ width, height: heights[width], transform: `scale(${scale})` }}
        />
      </div>
    </figure>
  )
}

function Choices<T extends string | number>({
  label,
  options,
  value,
  say,
  onChange,
}: {
  readonly label: string
  readonly options: readonly T[]
  readonly value: T
  readonly say: (option: T) => string
  readonly onChange: (option: T) => void
}): ReactElement {
  return (
    <fieldset className="inline-flex rounded-md bg-hover p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option}
          className="flex h-7 items-center rounded-[5px] px-3 text-ink-2 text-small has-checked:bg-overlay has-checked:text-ink has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={label}
            checked={option === value}
            onChange={() => onChange(option)}
            className="sr-only"
          />
          {say(option)}
        </label>
      ))}
    </fieldset>
  )
}
