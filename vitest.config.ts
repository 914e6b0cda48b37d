import { globSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { modulePath } from './tests/support/module-path.ts'

/**
 * What leaves a process other than it was. A file with it has a process of its own; all others share one for each worker,
 * because starting it, and loading the same modules in it again, takes longer than most files.
 */
const leaving = /\bvi\.(mock|doMock|stub\w+|spyOn)\(|process\.(env\.\w+ =|chdir\()/

// The built gallery, which the files of a run share.
const galleries = join(tmpdir(), `runlight-galleries-${process.pid}`)
process.env.RUNLIGHT_GALLERIES = galleries
// The empty PostgreSQL cluster, which they copy.
const templates = join(tmpdir(), `runlight-postgres-templates-${process.pid}`)
process.env.RUNLIGHT_POSTGRES_TEMPLATES = templates
// What Node keeps of the programs that they start: neither this person's own nor the next run's.
const compiled = join(tmpdir(), `runlight-compiled-${process.pid}`)
process.env.NODE_COMPILE_CACHE = compiled
process.once('exit', () => {
  for (const folder of [galleries, templates, compiled]) rmSync(folder, { recursive: true, force: true })
})

const files = globSync('tests/**/*.test.ts', { cwd: import.meta.dirname })
const apart = files.filter((file) => leaving.test(readFileSync(join(import.meta.dirname, file), 'utf8')))
const together = files.filter((file) => !apart.includes(file))

/** What takes longest begins first: begun last, it would keep one core when all others are done. */
const longest = [
  '/tests/renderer/gallery.',
  '/tests/durability/',
  '/tests/faults/',
  '/tests/engine/postgres/collector',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((part) => moduleId.includes(part))
      return at === -1 ? longest.length : at
    }
    const inOrder = await super.sort(files)
    // Those with a process of their own stay before the others, which go on in the processes that they find.
    return inOrder.toSorted((a, b) =>
      a.project.name === b.project.name ? rank(a) - rank(b) : inOrder.indexOf(a) - inOrder.indexOf(b),
    )
  }
}

export default defineConfig({
  plugins: [modulePath()],
  test: {
    projects: [
      { test: { name: 'together', include: together, isolate: false } },
      { test: { name: 'apart', include: apart } },
    ],
    coverage: { include: ['src/**/*.{ts,tsx}'], reporter: ['text', 'html'] },
    pool: 'forks',
    // A cached import of a thread's bundle would start the thread from older sources than the test.
    fsModuleCache: false,
    // One more than the cores of a small machine: a third of a worker's time is waiting for clocks and processes.
    maxWorkers: 3,
    // Every engine that a test starts validates its answers, the built hosts' included.
    env: { RUNLIGHT_CHECK_ANSWERS: '1' },
    sequence: { sequencer: LongestFirst },
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // A test that passes at its second try has failed. Machines stall for seconds, so waits are long instead.
    retry: 0,
    expect: { poll: { timeout: 15_000 } },
    // What was found is told whole, in the report of a run that nobody watched too.
    chaiConfig: { truncateThreshold: 0 },
  },
})
