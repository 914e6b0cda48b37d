// `npm run hooks`: from now on every commit in this clone is checked first. Nobody has to: continuous integration checks the
// same. Git's own setting does it, so no package is needed.

import { spawnSync } from 'node:child_process'
import { root } from './tool.ts'

const folder = 'scripts/hooks'

export function hooks(): number {
  const config = (...args: readonly string[]) =>
    spawnSync('git', ['config', '--local', ...args], { cwd: root, encoding: 'utf8' })
  const before = config('core.hooksPath').stdout?.trim() ?? ''
  if (before !== '' && before !== folder) {
    process.stderr.write(
      `This clone has hooks of its own in ${before}: call ${folder}/pre-commit from there.\n`,
    )
    return 1
  }
  const { status, stderr } = config('core.hooksPath', folder)
  if (status !== 0) {
    process.stderr.write(`Git did not take the setting. ${stderr ?? 'Is git installed?'}\n`)
    return 1
  }
  process.stdout.write(
    'Every commit in this clone is checked first. “git commit --no-verify” skips it once, “git config --unset core.hooksPath” for good.\n',
  )
  return 0
}
