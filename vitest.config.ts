import { defineConfig } from 'vitest/config'
import { modulePath } from './tests/support/module-path.ts'

/** Their tests touch nothing but values, so that their files can share a process: starting one takes longer than most. */
const pure = ['tests/{core,kinds,conformance}/**/*.test.ts', 'tests/readers/*readers.test.ts']

export default defineConfig({
  plugins: [modulePath()],
  test: {
    projects: [
      { test: { name: 'pure', include: pure, isolate: false } },
      { test: { name: 'apart', include: ['tests/**/*.test.ts'], exclude: ['tests/e2e/**', ...pure] } },
    ],
    coverage: { include: ['src/**/*.{ts,tsx}'], reporter: ['text', 'html'] },
    pool: 'forks',
    // A cached import of a thread's bundle would start the thread from older sources than the test.
    fsModuleCache: false,
    // One more than the cores of a small machine: a third of a worker's time is waiting for clocks and processes.
    maxWorkers: 3,
    // Every engine that a test starts validates its answers, the built hosts' included.
    env: { RUNLIGHT_CHECK_ANSWERS: '1' },
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // A test that passes at its second try has failed. Machines stall for seconds, so waits are long instead.
    retry: 0,
    expect: { poll: { timeout: 15_000 } },
  },
})
