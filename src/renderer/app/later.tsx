// What nobody sees in the first frame: notices, dialogs, tooltips, the place to drop files, what a screen reader is told.

import type { ReactElement } from 'react'
import { DropTarget } from '../transcripts/drop-target.tsx'
import { Announcer } from './announcer.tsx'
import { Dialogs } from './dialogs.tsx'
import { NoticeList } from './notice-list.tsx'
import { TipLayer } from './tip-layer.tsx'

/** The parts of the window that are loaded after the first frame. */
export function Later(): ReactElement {
  return (
    <>
      <NoticeList />
      <Dialogs />
      <DropTarget />
      <TipLayer />
      <Announcer />
    </>
  )
}
