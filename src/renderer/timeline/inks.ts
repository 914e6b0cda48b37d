// The colours of the style sheet for a canvas: resolved for the present theme. Reading the custom property was rejected: its
// value is `light-dark(…)`, which a canvas cannot resolve.

import { useLayoutEffect, useState } from 'react'
import { useLive } from '../desk/desk-context.ts'
import { useMedia } from '../ui/use-media.ts'

const names = ['ink', 'ink-3', 'line', 'edge', 'accent', 'warn', 'ok'] as const
export type InkName = (typeof names)[number]
export type Inks = Readonly<Record<InkName, string>>

/** The present colours; null before the first layout. Read again when the theme changes. */
export function useInks(): Inks | null {
  const theme = useLive((state) => state.settings.theme)
  const dark = useMedia('(prefers-color-scheme: dark)')
  const forced = useMedia('(forced-colors: active)')
  const [inks, setInks] = useState<Inks | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is the reason to read again
  useLayoutEffect(() => {
    // The frame writes the theme to the document in an effect that runs after this one.
    const request = requestAnimationFrame(() => setInks(readInks()))
    return () => cancelAnimationFrame(request)
  }, [theme, dark, forced])
  return inks
}

function readInks(): Inks {
  const probe = document.createElement('span')
  document.body.append(probe)
  const read = (name: InkName) => {
    probe.style.color = `var(--color-${name})`
    return getComputedStyle(probe).color
  }
  const inks = Object.fromEntries(names.map((name) => [name, read(name)])) as Inks
  probe.remove()
  return inks
}
