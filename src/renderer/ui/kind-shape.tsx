// A kind's icon by the lucide name it declares. Only the icons listed here are bundled; any other name gets the generic
// stream icon. Loading lucide icons by name was rejected: all of them would be bundled.

import {
  Activity,
  Antenna,
  BookOpen,
  BookOpenText,
  Bot,
  Braces,
  Brain,
  Clapperboard,
  Cog,
  Compass,
  Cpu,
  Film,
  GalleryVerticalEnd,
  Gauge,
  GraduationCap,
  Hammer,
  Image,
  Layers,
  ListChecks,
  type LucideIcon,
  Map as MapIcon,
  MessageCircle,
  MessageSquare,
  MessageSquareText,
  MessagesSquare,
  Milestone,
  Music,
  Radio,
  Rocket,
  Route,
  Rss,
  ScrollText,
  Server,
  Settings2,
  Signpost,
  Sparkles,
  SquareStack,
  Terminal,
  Video,
  Waves,
  Waypoints,
  Workflow,
} from 'lucide-react'
import type { ReactElement } from 'react'
import { cx } from './cx.ts'

export const kindIcons: ReadonlyMap<string, LucideIcon> = new Map([
  ['activity', Activity],
  ['antenna', Antenna],
  ['book-open', BookOpen],
  ['book-open-text', BookOpenText],
  ['bot', Bot],
  ['braces', Braces],
  ['brain', Brain],
  ['clapperboard', Clapperboard],
  ['cog', Cog],
  ['compass', Compass],
  ['cpu', Cpu],
  ['film', Film],
  ['gallery-vertical-end', GalleryVerticalEnd],
  ['gauge', Gauge],
  ['graduation-cap', GraduationCap],
  ['hammer', Hammer],
  ['image', Image],
  ['layers', Layers],
  ['list-checks', ListChecks],
  ['map', MapIcon],
  ['message-circle', MessageCircle],
  ['message-square', MessageSquare],
  ['message-square-text', MessageSquareText],
  ['messages-square', MessagesSquare],
  ['milestone', Milestone],
  ['music', Music],
  ['radio', Radio],
  ['rocket', Rocket],
  ['route', Route],
  ['rss', Rss],
  ['scroll-text', ScrollText],
  ['server', Server],
  ['settings-2', Settings2],
  ['signpost', Signpost],
  ['sparkles', Sparkles],
  ['square-stack', SquareStack],
  ['terminal', Terminal],
  ['video', Video],
  ['waves', Waves],
  ['waypoints', Waypoints],
  ['workflow', Workflow],
])

export type KindIconProps = {
  readonly name: string
  readonly size?: number
  readonly className?: string
}

/** The shape named `name`, or the generic stream icon. */
export function KindShape({ name, size = 15, className }: KindIconProps): ReactElement {
  const Icon = kindIcons.get(name) ?? Radio
  return <Icon aria-hidden="true" size={size} strokeWidth={1.75} className={cx('shrink-0', className)} />
}
