/** The environment of this test run, for servers that a test starts by itself. */
export const environment = process.env;

/** `npm run test:long`: more histories, more customers, more kills. */
export const long = process.env.TENDRIL_LONG === 'true';
