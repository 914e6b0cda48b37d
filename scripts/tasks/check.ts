// Everything that is judged without running it: types of every room, lint and format, that nothing is there which nobody
// uses, the walls between the rooms, and that what the documents name is there.

import { runTool } from './tool.ts'

const projects = ['pure', 'node', 'web', 'tests']

/** With `--staged`, lint and format are judged for what is being committed only; the rest is about all files together. */
export function check(args: readonly string[] = []): number {
  const staged = args.includes('--staged') ? ['--staged', '--no-errors-on-unmatched'] : []
  const failed = projects.filter((name) => types(name) !== 0)
  const lint = runTool('biome', ['check', '--error-on-warnings', ...staged])
  const unused = runTool('knip', ['--no-progress', '--treat-config-hints-as-errors'])
  const house = runTool('vitest', ['run', 'tests/walls.test.ts', 'tests/docs.test.ts', '--reporter=dot'])
  if (failed.length > 0) process.stderr.write(`Type errors in: ${failed.join(', ')}.\n`)
  return failed.length === 0 && lint === 0 && unused === 0 && house === 0 ? 0 : 1
}

/** Type errors of a project. The results are cached beside the packages, so that only what changed is checked again. */
function types(project: string): number {
  const found = `node_modules/.cache/tsc/${project}.tsbuildinfo`
  return runTool('tsc', ['-p', `tsconfig.${project}.json`, '--incremental', '--tsBuildInfoFile', found])
}
