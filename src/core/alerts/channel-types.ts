// The sorts of channels. No schema stands here: the settings page has this.

export const channelTypes = ['webhook', 'slack', 'ntfy', 'pagerduty', 'command'] as const
export type ChannelType = (typeof channelTypes)[number]
