// Everything that is judged without running it: types of every room, lint and format, and the walls between the rooms.

import { runTool } from './tool.ts'

const projects = ['pure', 'node', 'web', 'tests']

export function check(): number {
  const failed = projects.filter((name) => runTool('tsc', ['-p', `tsconfig.${name}.json`]) !== 0)
  const lint = runTool('biome', ['check', '--error-on-warnings'])
  const walls = runTool('vitest', ['run', 'tests/walls.test.ts', '--reporter=dot'])
  if (failed.length > 0) process.stderr.write(`Type errors in: ${failed.join(', ')}.\n`)
  return failed.length === 0 && lint === 0 && walls === 0 ? 0 : 1
}
