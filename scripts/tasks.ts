// The tasks behind the npm scripts. Each is a file in tasks/ and gives its exit code.

import { bench } from './tasks/bench.ts'
import { benchTeam } from './tasks/bench-team.ts'
import { build } from './tasks/build.ts'
import { check } from './tasks/check.ts'
import { cli } from './tasks/cli.ts'
import { demo } from './tasks/demo.ts'
import { dev } from './tasks/dev.ts'
import { gallery } from './tasks/gallery.ts'
import { hooks } from './tasks/hooks.ts'
import { house } from './tasks/house.ts'
import { packageApp } from './tasks/package.ts'
import { pictures } from './tasks/pictures.ts'
import { start } from './tasks/start.ts'
import { testAll } from './tasks/test.ts'
import { testCoverage } from './tasks/test-coverage.ts'
import { testDamage } from './tasks/test-damage.ts'
import { testElectron } from './tasks/test-electron.ts'
import { testFuzz } from './tasks/test-fuzz.ts'
import { testKill } from './tasks/test-kill.ts'
import { testSoak } from './tasks/test-soak.ts'
import { testTeam } from './tasks/test-team.ts'

const tasks: Readonly<Record<string, (args: readonly string[]) => number | Promise<number>>> = {
  bench,
  'bench:team': benchTeam,
  build,
  check,
  cli,
  demo,
  dev,
  hooks,
  gallery,
  house,
  package: packageApp,
  pictures,
  start,
  test: testAll,
  'test:coverage': testCoverage,
  'test:damage': testDamage,
  'test:electron': testElectron,
  'test:fuzz': testFuzz,
  'test:kill': testKill,
  'test:soak': testSoak,
  'test:team': testTeam,
}

const [name = '', ...args] = process.argv.slice(2)
const task = tasks[name]
if (task === undefined) {
  process.stderr.write(`There is no task “${name}”. Known: ${Object.keys(tasks).join(', ')}.\n`)
  process.exit(2)
}
process.exitCode = await task(args)
