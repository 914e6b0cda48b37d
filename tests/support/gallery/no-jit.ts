// Before any schema is made: zod's fast path tries `new Function`, which the page's content security policy forbids and
// reports. The renderer itself has no zod; only the gallery's engine does.

import { z } from 'zod'

z.config({ jitless: true })
