// `npm run test:fuzz -- [rounds] [strings]`: the fuzz of every kind's reading, of the contract and of the stream's bytes, in
// a hundred thousand rounds of each and ten million strings unless told otherwise. `npm test` has a short one.

import { runTool } from './tool.ts'

export function testFuzz([rounds = '100000', strings = '10000000']: readonly string[]): number {
  return runTool(
    'vitest',
    [
      'run',
      'tests/kinds/kinds.test.ts',
      'tests/core/dispatch.test.ts',
      'tests/conformance/fuzz.test.ts',
      '--testNamePattern=reads any event at all|never rejects, whatever|strings, hundreds to a connection',
      '--testTimeout=7200000',
    ],
    { env: { RUNLIGHT_FUZZ_ROUNDS: rounds, RUNLIGHT_FUZZ_STRINGS: strings } },
  )
}
