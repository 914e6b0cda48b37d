// The key sheet: every shortcut of the list that the handlers are made of.

import type { ReactElement } from 'react'
import { useDesk } from '../desk/desk-context.ts'
import { modKey } from '../desk/hint.ts'
import { keySheet } from '../desk/keys.ts'
import { Dialog, DialogTitle } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'

/** The dialog that `?` opens. */
export function KeySheet(): ReactElement {
  const { actions } = useDesk()
  return (
    <Dialog label="Keys" onClose={actions.closeDialog} className="w-160">
      <DialogTitle onClose={actions.closeDialog}>Keys</DialogTitle>
      <div
        data-first
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so that the keyboard must reach it
        tabIndex={0}
        className="grid grid-cols-2 gap-x-10 gap-y-6 overflow-y-auto p-5 pane-focus"
      >
        {keySheet(modKey(navigator.platform)).map(({ title, lines }) => (
          <section key={title}>
            <h3 className="mb-2 font-medium text-ink-3 text-tiny">{title}</h3>
            <dl className="flex flex-col gap-1.5">
              {lines.map(({ keys, words }) => (
                <div key={words} className="flex items-center justify-between gap-4">
                  <dd className="text-ink-2">{words}</dd>
                  <dt>
                    <Kbd keys={keys} />
                  </dt>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
