// The charts of a run, or the same numbers as a table, with the buttons of the shared zoom.

import { ZoomIn, ZoomOut } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import type { Figures } from '../../core/figures/figures.ts'
import { hintOf } from '../desk/keys.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Section } from '../ui/section.tsx'
import { BucketTable } from './bucket-table.tsx'
import { Charts } from './charts.tsx'
import type { Zoom } from './use-zoom.ts'
import { useZoomDetail } from './use-zoom-detail.ts'
import type { Span } from './zoom.ts'

type Props = { readonly figures: Figures; readonly span: Span; readonly zoom: Zoom }

/** Charts or table over `span`, as the person chooses. */
export function OverTime({ figures, span, zoom }: Props): ReactElement {
  const [asTable, setAsTable] = useState(false)
  const detail = useZoomDetail(figures, span)
  return (
    <Section
      title="Over time"
      note={
        <span className="flex items-center gap-1">
          <ZoomButtons zoom={zoom} />
          <Button size="small" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {asTable ? 'Show charts' : 'Show as a table'}
          </Button>
        </span>
      }
    >
      {asTable ? (
        <BucketTable figures={figures} detail={detail} span={span} />
      ) : (
        <Charts figures={figures} detail={detail} span={span} onZoom={zoom.to} />
      )}
    </Section>
  )
}

function ZoomButtons({ zoom }: { readonly zoom: Zoom }): ReactElement {
  return (
    <>
      {zoom.zoomed && (
        <Button variant="quiet" size="small" onClick={() => zoom.to(null)}>
          Whole run <Kbd keys={hintOf('whole-run')} />
        </Button>
      )}
      <IconButton
        label="Zoom out"
        keys={hintOf('zoom-out')}
        disabled={!zoom.zoomed}
        onClick={zoom.out}
        className="size-6"
      >
        <ZoomOut aria-hidden="true" size={14} />
      </IconButton>
      <IconButton label="Zoom in" keys={hintOf('zoom-in')} onClick={zoom.in} className="mr-1 size-6">
        <ZoomIn aria-hidden="true" size={14} />
      </IconButton>
    </>
  )
}
