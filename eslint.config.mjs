import prettier from 'eslint-config-prettier/flat';
import tseslint from 'typescript-eslint';
import { fileNames } from './eslint-rules/file-names.mjs';

/** Selectors with messages that say where the code belongs. */
const everywhere = [
  {
    selector: 'ExportDefaultDeclaration',
    message: 'Export by name: a name that is the same everywhere can be searched for.',
  },
  {
    selector: 'ExportAllDeclaration',
    message: "An index.ts is the lib's table of contents: list what it exports, one by one.",
  },
];
const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message:
    "The environment is read in libs/config only. Add a setting there, and take Config (or environment() from '#config').",
};
const stops = {
  selector:
    'CallExpression[callee.object.name=/^(describe|it|test)$/][callee.property.name=/^(only|skip|todo)$/], CallExpression[callee.name=/^(fdescribe|fit|xdescribe|xit|xtest)$/]',
  message: 'A test runs, or it is not there. A server that cannot be had is the harness’s affair (test/harness).',
};
const impure = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.name='Date']",
    message: 'Pure code has no clock. Take the instant as a parameter named `at`; the host gives it.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Pure code has no clock. Take the instant as a parameter named `at`; the host gives it.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Pure code draws no lots. Hash a salt and an id: it is sticky, and the same in every host.',
  },
  {
    selector: "Identifier[name='Intl']",
    message: 'ICU differs between Node builds and replay must not. Take an OffsetTable; libs/clock builds it.',
  },
  {
    selector: 'MemberExpression[property.name=/^(toLocale|localeCompare)/]',
    message: 'ICU differs between Node builds and replay must not. Compare by code unit (<, >), format outside.',
  },
  {
    selector:
      'CallExpression[callee.property.name=/^(get|set)(Date|Day|FullYear|Hours|Minutes|Month|TimezoneOffset)$/][arguments.length<4]',
    message: "This reads the machine's own time zone. Use an OffsetTable, or the getUTC… methods.",
  },
  {
    selector: 'CallExpression[callee.name=/^(setTimeout|setInterval|setImmediate|queueMicrotask|fetch)$/]',
    message: 'Pure code does nothing, it decides. Return an effect; the host performs it.',
  },
  {
    selector: 'MemberExpression[object.name=/^(process|console|performance)$/]',
    message: 'Pure code knows no machine. Return what is to be said or done; the host does it.',
  },
];

const tests = ['**/*.spec.ts', '**/*.test.ts', 'test/**/*.ts'];
const pure = ['libs/journey/**/*.ts', 'libs/policy/**/*.ts', 'libs/customer/**/*.ts', 'workflows/**/*.ts'];

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', '.tendril/', 'libs/store/generated/', 'node_modules/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { house: { rules: { 'file-names': fileNames } } },
    rules: {
      'house/file-names': 'error',
      'max-lines': ['error', { max: 400 }],
      'no-console': 'error',
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': ['error', { destructuring: 'all' }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'not implemented'], location: 'anywhere' }],
      'no-restricted-syntax': ['error', ...everywhere, environment],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/return-await': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // A port is asynchronous for those who must wait; one that need not may still say so.
      '@typescript-eslint/require-await': 'off',
      // Json and unknown are written by String() on purpose; templates are watched by the rule above.
      '@typescript-eslint/no-base-to-string': 'off',
      // A union such as 'sms' | string tells the reader the usual words.
      '@typescript-eslint/no-redundant-type-constituents': 'off',
    },
  },
  { files: pure, ignores: tests, rules: { 'no-restricted-syntax': ['error', ...everywhere, environment, ...impure] } },
  // A journey's own activities are there for their effects; the worker performs them.
  {
    files: ['workflows/*/*.activity.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, environment] },
  },
  // Inside a workflow the SDK answers Date.now from the history, and it replays: the one place that asks it.
  {
    files: ['workflows/runtime/task-time.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, environment] },
  },
  {
    files: tests,
    rules: {
      'no-restricted-syntax': ['error', ...everywhere, environment, stops],
      // jest's asymmetric matchers are `any`.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: ['libs/config/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...everywhere] } },
  { files: ['test/harness/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...everywhere], 'no-console': 'off' } },
  { files: ['apps/cli/terminal.ts', 'test/bench/**/*.ts'], rules: { 'no-console': 'off' } },
  // Tools read configuration files by their default export.
  { files: ['*.config.ts', 'prisma.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['**/*.mjs'],
    rules: { eqeqeq: 'error', 'no-var': 'error', 'prefer-const': 'error', 'max-lines': ['error', { max: 400 }] },
  },
  prettier,
);
