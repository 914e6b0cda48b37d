// The desktop specs on Electron itself, and on nothing else: without its runtime every one fails, with the reason.

import { defineConfig } from '@playwright/test'
import type { DesktopOptions } from '../support/electron/desktop.ts'
import { desktopSettings } from './desktop.config.ts'

// biome-ignore lint/style/noDefaultExport: the runner takes a configuration by its default export
export default defineConfig<DesktopOptions>({
  ...desktopSettings,
  outputDir: '../../test-results/electron',
  projects: [{ name: 'electron', use: { needs: 'electron' } }],
})
