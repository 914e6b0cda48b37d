// Writes the chosen theme to the document, where the style sheet reads it. With `system`, the style sheet uses the media
// query.

import { useEffect } from 'react'
import { useLive } from '../desk/desk-context.ts'

/** Keeps `data-theme` on the document in step with the settings. */
export function useTheme(): void {
  const theme = useLive((state) => state.settings.theme)
  useEffect(() => {
    const { dataset } = document.documentElement
    if (theme === 'system') delete dataset.theme
    else dataset.theme = theme
  }, [theme])
}
