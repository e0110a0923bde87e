// One runner, four projects: unit (no servers), servers (real ones), data (real event logs) and long (what takes long).
const common = {
  rootDir: import.meta.dirname,
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironmentOptions: { customExportConditions: ['tendril-source', 'node', 'node-addons'] },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.tendril'],
};
const withServers = {
  ...common,
  globalSetup: '<rootDir>/test/harness/setup.mjs',
  globalTeardown: '<rootDir>/test/harness/teardown.mjs',
};
const anywhere = (kind) => [`<rootDir>/{apps,libs,workflows,test}/**/*.${kind}.ts`];

export default {
  // Tests with servers wait for most of their time: two at once go well on two cores.
  maxWorkers: 2,
  // A build machine stalls now and then; a test that hangs is found all the same.
  testTimeout: 120_000,
  projects: [
    { ...common, displayName: 'unit', testMatch: anywhere('spec') },
    { ...withServers, displayName: 'servers', testMatch: anywhere('test') },
    { ...withServers, displayName: 'data', testMatch: anywhere('data') },
    ...(process.env.TENDRIL_LONG === 'true'
      ? [{ ...withServers, displayName: 'long', testMatch: anywhere('long') }]
      : []),
  ],
};
