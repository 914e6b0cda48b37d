// All scenes, in the order of the index. `tests/renderer/gallery.test.ts` opens every one of them in both themes.

import type { Scene } from './scene.ts'
import { alerts } from './scenes/alerts.ts'
import { away } from './scenes/away.ts'
import { board } from './scenes/board.ts'
import { dialogs, transfers } from './scenes/dialogs.ts'
import { firstWindow } from './scenes/first-window.ts'
import { adds, marks, servers } from './scenes/forms.ts'
import { log } from './scenes/log.ts'
import { logFilters } from './scenes/log-filters.ts'
import { compare, search, storage } from './scenes/looking.ts'
import { models, modelsElsewhere } from './scenes/models.ts'
import { places } from './scenes/places.ts'
import { overview, twoTruths } from './scenes/run.ts'
import { settings } from './scenes/settings.ts'
import { tapped } from './scenes/tapped.ts'
import { taps } from './scenes/taps.ts'
import { teaching } from './scenes/teach.ts'
import { team } from './scenes/team.ts'
import { teamRoles } from './scenes/team-roles.ts'
import { connection, timeline } from './scenes/time.ts'
import { trouble } from './scenes/trouble.ts'
import { wall } from './scenes/wall.ts'

export const scenes: readonly Scene[] = [
  ...firstWindow,
  ...board,
  ...away,
  ...wall,
  ...twoTruths,
  ...overview,
  ...models,
  ...modelsElsewhere,
  ...log,
  ...logFilters,
  ...timeline,
  ...connection,
  ...tapped,
  ...marks,
  ...adds,
  ...servers,
  ...taps,
  ...places,
  ...search,
  ...compare,
  ...teaching,
  ...alerts,
  ...storage,
  ...team,
  ...teamRoles,
  ...settings,
  ...transfers,
  ...dialogs,
  ...trouble,
]
