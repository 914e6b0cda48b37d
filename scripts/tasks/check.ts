// Everything that is judged without running it: types of every room, lint and format, the walls between the rooms, and that
// what the documents name is there.

import { runTool } from './tool.ts'

const projects = ['pure', 'node', 'web', 'tests']

export function check(): number {
  const failed = projects.filter((name) => runTool('tsc', ['-p', `tsconfig.${name}.json`]) !== 0)
  const lint = runTool('biome', ['check', '--error-on-warnings'])
  const house = runTool('vitest', ['run', 'tests/walls.test.ts', 'tests/docs.test.ts', '--reporter=dot'])
  if (failed.length > 0) process.stderr.write(`Type errors in: ${failed.join(', ')}.\n`)
  return failed.length === 0 && lint === 0 && house === 0 ? 0 : 1
}
