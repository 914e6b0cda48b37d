// What nobody sees in the first frame: the keys, the window's title, notices, dialogs, tooltips, the place to drop files, what a screen
// reader is told, and where the focus goes when a part is scrolled or taken away.

import type { ReactElement } from 'react'
import { Away } from '../away/away.tsx'
import { DropTarget } from '../transcripts/drop-target.tsx'
import { Announcer } from './announcer.tsx'
import { Dialogs } from './dialogs.tsx'
import { NoticeList } from './notice-list.tsx'
import { TipLayer } from './tip-layer.tsx'
import { useKeptFocus } from './use-kept-focus.ts'
import { useWheelFocus } from './use-wheel-focus.ts'
import { useWholeTimes } from './use-whole-times.ts'
import { WindowKeys } from './window-keys.tsx'
import { WindowTitle } from './window-title.tsx'

/** The parts of the window that are loaded after the first frame. The wall has those that show themselves nowhere on it. */
export function Later({ isWall }: { readonly isWall: boolean }): ReactElement {
  useKeptFocus()
  useWheelFocus()
  useWholeTimes()
  return (
    <>
      <WindowTitle />
      {!isWall && (
        <>
          <WindowKeys />
          <Away />
          <NoticeList />
          <Dialogs />
          <DropTarget />
          <TipLayer />
        </>
      )}
      <Announcer />
    </>
  )
}
