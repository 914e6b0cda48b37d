// undici, whose hundred files are a tenth of a start. A log that is only read asks nobody.

import { loadLate } from '../base/load-late.ts'

export const undici = loadLate<typeof import('undici')>('undici')
