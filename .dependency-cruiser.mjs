/**
 * Which way imports run:
 *   apps -> activities, rehearsal, bus, intake -> channels, policy, store, funnels, events, customer -> journey
 *   apps -> policy-files -> policy
 *   workflows/<journey> -> journey, policy;  workflows/runtime -> journey, policy, customer, @temporalio/workflow
 *   clock, config, servers, telemetry, temporal stand beside and import nothing of ours
 * A type costs nothing at run time, so `import type` may cross sideways where a rule says so.
 */
const pureLibs = 'journey|policy|customer';
const besideLibs = 'clock|config|servers|telemetry|temporal';
const middleLibs = 'channels|store|funnels|events|policy-files';
const upperLibs = 'activities|rehearsal|bus|intake';
// Tests, and the builders and fakes that only tests use.
const spec = '[.](spec|test|builder|fake)[.]ts$';
// What a journey has done instead of a touch: effects of the team's own.
const activity = '^workflows/(?!runtime/)[^/]+/[^/]+[.]activity[.]ts$';
const types = ['type-only'];

export default {
  forbidden: [
    {
      name: 'no-circles',
      comment:
        'Two files that need each other are one thing or hide a third: move what both need into a file of its own.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: types } },
    },
    {
      name: 'no-lost-imports',
      comment:
        'This import leads nowhere. Name the lib as #lib (package.json#imports), a file with its .ts, a package with npm i.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-deep-imports',
      comment:
        "A lib is entered by its index.ts, as #lib. Export there what you need, or ask whether it should be the lib's affair.",
      severity: 'error',
      from: { path: '^(apps|libs|workflows|test)/([^/]+)/', pathNot: '^test/' },
      to: { path: '^libs/([^/]+)/.+', pathNot: ['^libs/[^/]+/index[.]ts$', '^$1/$2/'] },
    },
    {
      name: 'libs-are-entered-by-name',
      comment: 'Write #lib, not ../../libs/lib: names resolve alike in tsc, jest, node and the workflow bundler.',
      severity: 'error',
      from: { path: '^(apps|libs|workflows|test)/([^/]+)/' },
      to: { path: '^libs/', pathNot: '^$1/$2/', dependencyTypes: ['local'], dependencyTypesNot: ['aliased'] },
    },
    {
      name: 'nobody-imports-apps',
      comment: 'Apps wire, they own no rules. What others need belongs in a lib.',
      severity: 'error',
      from: { path: '^(libs|workflows|prisma)/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-stay-apart',
      comment: 'Apps are processes of their own. What two of them need belongs in a lib.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'journey-imports-nothing',
      comment:
        'libs/journey is loaded into the workflow sandbox and replayed: it imports nothing at all, not even a type of ours.',
      severity: 'error',
      from: { path: '^libs/journey/', pathNot: spec },
      to: { pathNot: '^libs/journey/' },
    },
    {
      name: 'policy-imports-journey',
      comment:
        'libs/policy is pure and knows only libs/journey. IO belongs in activities, hosts give everything else as a parameter.',
      severity: 'error',
      from: { path: '^libs/policy/', pathNot: spec },
      to: { pathNot: '^libs/(policy|journey)/' },
    },
    {
      name: 'customer-imports-the-core',
      comment:
        'libs/customer is pure and joins journey and policy. IO belongs in activities, hosts give the rest as a parameter.',
      severity: 'error',
      from: { path: '^libs/customer/', pathNot: spec },
      to: { pathNot: `^libs/(${pureLibs})/` },
    },
    {
      name: 'beside-imports-nothing-of-ours',
      comment:
        'clock, config, servers, telemetry and temporal stand beside: what they need of ours comes in as a parameter.',
      severity: 'error',
      from: { path: `^libs/(${besideLibs})/`, pathNot: spec },
      to: { path: '^(libs|workflows|apps)/', pathNot: '^libs/$1/', dependencyTypesNot: types },
    },
    {
      name: 'middle-imports-downwards',
      comment:
        'channels, store, funnels, events and policy-files run on the pure core and what stands beside. Of each other they may know types only.',
      severity: 'error',
      from: { path: `^libs/(${middleLibs})/`, pathNot: spec },
      to: {
        path: '^(libs|workflows)/',
        pathNot: ['^libs/$1/', `^libs/(${pureLibs}|${besideLibs})/`],
        dependencyTypesNot: types,
      },
    },
    {
      name: 'upper-libs-stay-apart',
      comment:
        'activities, rehearsal, bus and intake use the libs below, not each other. The app that wires them hands one to the other.',
      severity: 'error',
      from: { path: `^libs/(${upperLibs})/`, pathNot: spec },
      to: { path: `^libs/(${upperLibs})/`, pathNot: '^libs/$1/', dependencyTypesNot: types },
    },
    {
      name: 'below-does-not-look-up',
      comment:
        'This lib lies below the one it imports. Turn the call round: take a port (an interface) and let the upper one fill it.',
      severity: 'error',
      from: { path: `^libs/(${pureLibs}|${besideLibs}|${middleLibs})/`, pathNot: spec },
      to: { path: `^libs/(${upperLibs})/` },
    },
    {
      name: 'workflows-stay-in-the-sandbox',
      comment:
        'Workflow code is bundled and replayed: at run time it imports journey, policy, customer and its own folder, nothing else. ' +
        'zod alone made a cached workflow 5 to 8 times heavier. `import type` is free.',
      severity: 'error',
      from: { path: '^workflows/', pathNot: [spec, '^workflows/(texts|story)/', activity] },
      to: {
        pathNot: [`^libs/(${pureLibs})/`, '^workflows/', 'node_modules/@temporalio/workflow/'],
        dependencyTypesNot: types,
      },
    },
    {
      name: 'activities-stay-out-of-the-sandbox',
      comment:
        'A journey names an activity, and only the worker performs it: list it in workflows/activities.ts, and import neither from workflow code.',
      severity: 'error',
      from: { path: '^workflows/', pathNot: [spec, '^workflows/activities[.]ts$', activity] },
      to: { path: [activity, '^workflows/activities[.]ts$'] },
    },
    {
      name: 'only-the-runtime-knows-temporal',
      comment:
        'A journey is plain data. What needs a timer, signal or activity belongs in the one generic workflow (workflows/runtime).',
      severity: 'error',
      from: { path: '.', pathNot: ['^workflows/runtime/', '^test/', spec] },
      to: { path: 'node_modules/@temporalio/workflow/', dependencyTypesNot: types },
    },
    {
      name: 'journeys-do-not-know-the-runtime',
      comment: 'A journey says what should happen; the runtime makes it happen. The bundle entry joins them.',
      severity: 'error',
      from: { path: '^workflows/(?!runtime/|bundle)', pathNot: spec },
      to: { path: '^workflows/runtime/' },
    },
    {
      name: 'nobody-calls-a-workflow',
      comment: 'Start a workflow by name through the client (#temporal); only the bundle, built apart, contains it.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [spec, '^apps/worker/'] },
      to: { path: '^workflows/(runtime/|bundle)', dependencyTypesNot: types },
    },
    {
      name: 'prisma-stays-in-the-store',
      comment: 'Only libs/store speaks to the database by Prisma. Ask a repository, or add a question to one.',
      severity: 'error',
      from: { path: '^(apps|libs|workflows|test)/', pathNot: ['^libs/store/', '^libs/servers/', '^test/harness/'] },
      to: { path: ['^libs/store/generated/', 'node_modules/(@prisma|prisma)/'] },
    },
    {
      name: 'kafka-stays-in-the-bus',
      comment: 'Only libs/bus speaks Kafka: commits, retries and dead letters are decided there.',
      severity: 'error',
      from: { path: '^(apps|libs|workflows)/', pathNot: '^libs/bus/' },
      to: { path: 'node_modules/kafkajs/' },
    },
    {
      name: 'nest-stays-in-apps',
      comment: 'libs are plain classes and functions, so that the command line and tests use them without a framework.',
      severity: 'error',
      from: { path: '^(libs|workflows)/' },
      to: { path: 'node_modules/@nestjs/' },
    },
    {
      name: 'parse-at-the-door',
      comment:
        'zod stands at the doors: libs/events, libs/config, libs/channels (callbacks), libs/rehearsal (mappings), libs/policy-files; libs/policy has none. Inside, trust types.',
      severity: 'error',
      from: {
        path: '^(apps|libs|workflows)/',
        pathNot: ['^libs/(events|config|channels|rehearsal|intake|policy-files)/', '^apps/', spec],
      },
      to: { path: 'node_modules/zod/', dependencyTypesNot: types },
    },
    {
      name: 'no-dev-packages-at-run-time',
      comment:
        'This package is a devDependency: it is not there in production. Move it to dependencies, or do without.',
      severity: 'error',
      from: { path: '^(apps|libs|workflows)/', pathNot: spec },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: types, pathNot: ['node_modules/@types/'] },
    },
    {
      name: 'no-undeclared-packages',
      comment: 'This package is here only because another needs it. Add it to package.json.',
      severity: 'error',
      from: { path: '^(apps|libs|workflows)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-specs-in-the-house',
      comment: 'Code does not import tests. What both need is a builder: a file of its own noun.',
      severity: 'error',
      from: { pathNot: [spec, '^test/'] },
      to: { path: ['[.](spec|test|builder|fake)[.]ts$', '^test/'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '/generated/internal/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['tendril-source', 'import', 'node', 'default', 'require', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.mts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
