export type { Channel, OutgoingMessage, SendResult } from './channel.ts';
