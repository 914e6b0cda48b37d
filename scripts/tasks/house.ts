// `npm run house`: prints the rooms and floors as the imports make them, and whatever is not as the plan says. `--svg FILE`
// draws them too.

import { writeFileSync } from 'node:fs'
import { drawPicture } from '../house/draw.ts'
import { houseFaults, readHouse } from '../house/house.ts'
import { pictureOf } from '../house/picture.ts'
import { printHouse } from '../house/print.ts'
import { root } from './tool.ts'

export function house(args: readonly string[]): number {
  const files = readHouse(root)
  const file = args[0] === '--svg' ? args[1] : null
  if (file === undefined || (file === null && args.length > 0)) {
    process.stderr.write('Usage: npm run house [-- --svg FILE]\n')
    return 2
  }
  process.stdout.write(`${printHouse(files)}\n`)
  if (file !== null) writeFileSync(file, drawPicture(pictureOf(files)))
  const faults = houseFaults(files)
  for (const fault of faults) process.stderr.write(`${fault}\n`)
  process.stdout.write(faults.length === 0 ? 'No arrow upward and no cycle.\n' : '')
  return faults.length === 0 ? 0 : 1
}
