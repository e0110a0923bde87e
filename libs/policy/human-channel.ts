/** The channel on which a person takes over: what is handed to a human counts as a contact by it. */
export const HUMAN_CHANNEL = 'task';
