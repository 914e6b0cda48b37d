// Keeps zod from compiling its checks with `new Function`: the page forbids eval and reports even a tried one as a breach.
// Imported before everything else, since some schemas are used while modules load.

import { z } from 'zod'

z.config({ jitless: true })
