// Every end-to-end suite: the browser host in Chromium, and the desktop host on Electron or its stand-in.

import { defineConfig } from '@playwright/test'
import { pageEngineLaunch } from '../support/chromium.ts'
import type { DesktopOptions } from '../support/electron/desktop.ts'
import { desktopSettings } from './desktop.config.ts'

// biome-ignore lint/style/noDefaultExport: the runner takes a configuration by its default export
export default defineConfig<DesktopOptions>({
  ...desktopSettings,
  // Two at once, each with a host and a log of its own: most of an end-to-end test is waiting.
  workers: 2,
  outputDir: '../../test-results/e2e',
  projects: [
    {
      name: 'browser',
      testMatch: 'browser*.spec.ts',
      use: { launchOptions: pageEngineLaunch(), viewport: { width: 1440, height: 900 }, locale: 'en-GB' },
    },
    { name: 'desktop', testMatch: 'desktop*.spec.ts', use: { needs: 'any' } },
  ],
})
