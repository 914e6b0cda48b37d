// The sheet of keys, drawn from the list that the keyboard itself obeys.

import type { ReactElement } from 'react'
import { useDesk } from '../desk/desk-context.ts'
import { keySheet, modKey } from '../desk/keys.ts'
import { Dialog, DialogTitle } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'

/** The dialog that `?` opens. */
export function KeySheet(): ReactElement {
  const { actions } = useDesk()
  const mod = modKey(navigator.platform)
  return (
    <Dialog label="Keys" onClose={actions.hide} className="w-160">
      <DialogTitle onClose={actions.hide}>Keys</DialogTitle>
      <div
        data-first
        tabIndex={-1}
        className="grid grid-cols-2 gap-x-10 gap-y-6 overflow-y-auto p-5 outline-none"
      >
        {keySheet.map(({ title, keys }) => (
          <section key={title}>
            <h3 className="mb-2 font-medium text-ink-3 text-tiny">{title}</h3>
            <dl className="flex flex-col gap-1.5">
              {keys.map(([key, words]) => (
                <div key={key} className="flex items-center justify-between gap-4">
                  <dd className="text-ink-2">{words}</dd>
                  <dt>
                    <Kbd keys={key.replace('mod', mod)} />
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
