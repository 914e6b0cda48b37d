import { defineConfig } from 'vitest/config'
import { modulePath } from './tests/support/module-path.ts'

export default defineConfig({
  plugins: [modulePath()],
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // Machines are shared: a page that is slow for a moment is not wrong.
    expect: { poll: { timeout: 15_000 } },
  },
})
