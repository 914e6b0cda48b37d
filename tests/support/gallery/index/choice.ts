// What is looked at, as the fragment of the index's address: `#/all-states?theme=both&width=1440`.

import { scenes } from '../scenes.ts'

export const themes = ['light', 'dark', 'both'] as const
export const widths = [900, 1440] as const

export type Choice = {
  readonly scene: string
  readonly theme: (typeof themes)[number]
  readonly width: (typeof widths)[number]
}

export function readChoice(fragment: string): Choice {
  const [, path = '', rest = ''] = /^#\/([^?]*)\??(.*)$/.exec(fragment) ?? []
  const params = new URLSearchParams(rest)
  return {
    scene: scenes.find(({ name }) => name === path)?.name ?? 'all-states',
    theme: themes.find((one) => one === params.get('theme')) ?? 'both',
    width: widths.find((one) => String(one) === params.get('width')) ?? 1440,
  }
}

export function writeChoice({ scene, theme, width }: Choice): string {
  return `#/${scene}?theme=${theme}&width=${width}`
}

/** The page of one scene alone. */
export function sceneUrl(name: string, theme: 'light' | 'dark'): string {
  return `/scene.html?scene=${name}&theme=${theme}`
}
