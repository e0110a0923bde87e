import { ChannelError, type Channel } from '#channels';
import type { ChannelsBound } from './activity-house.ts';

/** Null for a channel that nothing is bound to: its dispatch fails with a sentence, and the touch falls back. */
export function boundChannel(word: string, bound: ChannelsBound): Channel | null {
  try {
    return bound.of(word);
  } catch (error) {
    if (error instanceof ChannelError) return null;
    throw error;
  }
}
