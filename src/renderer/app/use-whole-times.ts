// Text that is selected and copied has its times whole: `4 min` or `12:03` mean nothing where it is pasted.

import { useEffect } from 'react'
import { formatFullTime } from '../ui/format-time.ts'
import { tipAt } from '../ui/tip.ts'

/** Writes the times of what is copied with their date and zone; text without one, and fields, are copied as ever. */
export function useWholeTimes(): void {
  useEffect(() => {
    const copied = (event: ClipboardEvent) => {
      const selection = getSelection()
      if (event.defaultPrevented || selection === null || selection.isCollapsed) return
      const text = wholeText(selection)
      if (text === null) return
      event.clipboardData?.setData('text/plain', text)
      event.preventDefault()
    }
    document.addEventListener('copy', copied)
    return () => document.removeEventListener('copy', copied)
  }, [])
}

/** The text of `selection` with its times whole; null where there is none in it. */
function wholeText(selection: Selection): string | null {
  const copy = document.createElement('div')
  for (let i = 0; i < selection.rangeCount; i++) copy.append(selection.getRangeAt(i).cloneContents())
  const times = [...copy.querySelectorAll(`time[${tipAt}]`)]
  if (times.length === 0) return null
  for (const time of times) time.textContent = formatFullTime(Number(time.getAttribute(tipAt)))
  // Lines are made by the layout, so that it has to be laid out for a moment.
  copy.style.cssText = 'position: fixed; left: -9999px; white-space: pre-wrap'
  document.body.append(copy)
  const text = copy.innerText
  copy.remove()
  return text
}
