// Keeps zod from compiling schemas with `new Function`: the page's CSP forbids eval and reports even an attempt.
// Imported first, since some schemas are used while modules load.

import { z } from 'zod'

z.config({ jitless: true })
