// @ts-check
/**
 * The arrows of docs/architecture.md. A room is a folder or file of src/ with the rooms it may import;
 * what is not listed is forbidden. Type imports count.
 */

const domain = '^src/domain/';
const schema = '^src/schema/';
const kinds = '^src/kinds/';
const importers = '^src/importers/';
const versions = '^src/versions/';
const signatures = '^src/signatures/';
const policy = '^src/policy/';
const repository = '^src/storage/repository';
const jobs = '^src/jobs/';
const outbound = '^src/outbound/';
const context = '^src/services/context';
/** What kinds share; each folder beside `common` declares one kind. */
const kindMachinery = '^src/kinds/(common/|[a-z-]+\\.ts$)';

/** @type {Record<string, { from: string, to: readonly string[], why: string }>} */
const rooms = {
  domain: { from: domain, to: [], why: 'names, errors, filters and times know nothing of the rest' },
  schema: {
    from: schema,
    to: [domain],
    why: 'how messages are declared, read and written, whatever they say',
  },
  kinds: { from: kinds, to: [versions, schema, domain], why: 'a declaration is independent of who uses it' },
  versions: { from: versions, to: [], why: 'the orders of versions are pure and know nothing of the rest' },
  importers: {
    from: importers,
    to: [versions, kinds, schema, domain],
    why: 'importers are pure: report in, documents out',
  },
  signatures: {
    from: signatures,
    to: [domain],
    why: 'signatures are verified over bytes, keys and a policy, wherever these come from',
  },
  policy: {
    from: policy,
    to: [signatures, domain],
    why: 'verdicts are made of rules and facts, wherever these come from',
  },
  repository: { from: repository, to: [domain], why: 'the contract of storage knows no backend' },
  sql: {
    from: '^src/storage/sql/',
    to: [repository, domain],
    why: 'what both databases share names neither',
  },
  memory: { from: '^src/storage/memory/', to: [repository, domain], why: 'a backend sees the contract only' },
  sqlite: {
    from: '^src/storage/sqlite/',
    to: ['^src/storage/sql/', repository, domain],
    why: 'a backend sees the contract and what databases share',
  },
  postgres: {
    from: '^src/storage/postgres/',
    to: ['^src/storage/sql/', repository, domain],
    why: 'a backend sees the contract and what databases share',
  },
  jobs: { from: jobs, to: [domain], why: 'threads run whatever script they are given' },
  services: {
    from: '^src/services/',
    to: [repository, importers, signatures, policy, jobs, kinds, schema, domain],
    why: 'services work over the repository contract, whatever is behind it',
  },
  outbound: { from: outbound, to: [domain], why: 'requests that leave the server, whoever makes them' },
  auth: {
    from: '^src/auth/',
    to: [outbound, context, domain],
    why: 'access control implements the Access of services',
  },
  api: {
    from: '^src/api/',
    to: ['^src/services/', kinds, schema, domain],
    why: 'the operation table names services; it knows no transport and no store',
  },
  http: {
    from: '^src/http/',
    to: ['^src/api/', context, kinds, schema, domain],
    why: 'a transport loops over the operation table',
  },
  grpc: {
    from: '^src/grpc/',
    to: ['^src/api/', context, kinds, schema, domain],
    why: 'a transport loops over the operation table',
  },
  telemetry: {
    from: '^src/telemetry/',
    to: ['^src/api/', '^src/auth/audit', '^src/logging', repository, domain],
    why: 'metrics, traces and the log are made of what transports and stores tell; neither knows them',
  },
  config: { from: '^src/config/', to: [domain], why: 'settings are read before anything else exists' },
  client: { from: '^src/client/', to: [], why: 'the client also runs in browsers, without the server' },
};

/** @type {Record<string, { packages: string, rooms: string }>} */
const libraries = {
  express: { packages: '^(express|helmet)$', rooms: '^src/http/' },
  sqlite: { packages: '^better-sqlite3$', rooms: '^src/storage/sqlite/' },
  postgres: { packages: '^pg$', rooms: '^src/storage/postgres/' },
  knex: { packages: '^knex$', rooms: '^src/storage/(sql|sqlite|postgres)/' },
  tokens: { packages: '^jsonwebtoken$', rooms: '^src/(auth|cli)/' },
  signatures: { packages: '^(openpgp|@sigstore/(bundle|core|verify))$', rooms: '^src/signatures/' },
  metrics: { packages: '^prom-client$', rooms: '^src/telemetry/' },
  commander: { packages: '^commander$', rooms: '^src/cli/' },
};

const roomRules = Object.entries(rooms).map(([name, { from, to, why }]) => ({
  name: `${name}-sees-only-its-own`,
  comment: why,
  severity: 'error',
  from: { path: from },
  to: { path: '^src/', pathNot: [from, ...to] },
}));

const packageRules = Object.entries(libraries).map(([name, library]) => ({
  name: `${name}-stays-in-its-room`,
  comment: `${library.packages} is used in ${library.rooms} and nowhere else, so that it can be replaced`,
  severity: 'error',
  from: { path: '^src/', pathNot: library.rooms },
  to: { path: library.packages.replace('^', '(^|/)node_modules/(@types/)?').replace('$', '/') },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...roomRules,
    ...packageRules,
    {
      name: 'console-sees-the-client-only',
      comment: 'the console speaks to the server by the client that anybody has',
      severity: 'error',
      from: { path: '^console/src/' },
      to: {
        pathNot: [
          '^console/src/',
          // As it is named, or where the package is built.
          '^(grafeas-ts/client$|(src|dist)/client/client\\.)',
          '(^|/)node_modules/(preact|yaml|oauth4webapi)/',
        ],
      },
    },
    {
      name: 'no-cycles',
      comment:
        'a cycle has no first file to read, and loads in an order nobody chose. Messages consist of fields, and fields of messages',
      severity: 'error',
      from: { path: '^(src|console/src)/', pathNot: '^src/schema/(message|field-types)\\.ts$' },
      to: { circular: true },
    },
    {
      name: 'backends-are-chosen-by-compose',
      comment: 'everything else sees the repository contract',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(storage/|cli/|compose\\.ts$|store\\.ts$)' },
      to: { path: '^src/storage/(memory|sql|sqlite|postgres)/' },
    },
    {
      name: 'kinds-are-not-named',
      comment: 'a new kind is one file and one line; the summary gets its kind from compose.ts',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [kinds, importers, '^src/compose\\.ts$', '^src/api/v1beta1/messages\\.ts$'],
      },
      to: { path: kinds, pathNot: kindMachinery },
    },
    {
      name: 'policies-verify-by-their-facts',
      comment: 'the facts verify, so that long signatures can go to other processes and one verifier decides',
      severity: 'error',
      from: { path: policy },
      to: { path: '^src/signatures/verify-' },
    },
    {
      name: 'nothing-imports-the-top',
      comment: 'compose.ts and the command line are where arrows start',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli/|main\\.ts$|compose\\.ts$)' },
      to: { path: '^src/(cli/|main\\.ts$|compose\\.ts$|store\\.ts$|transports\\.ts$)' },
    },
    {
      name: 'suites-stand-beside',
      comment: 'the exported contract and conformance suites test the server; the server does not need them',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(contract|conformance|cli)/' },
      to: { path: '^src/(contract|conformance)/' },
    },
    {
      name: 'suites-see-contracts-only',
      comment: 'whoever runs a suite brings the implementation',
      severity: 'error',
      from: { path: '^src/(contract|conformance)/' },
      to: {
        path: '^src/',
        pathNot: ['^src/(contract|conformance)/', repository, '^src/client/', kinds, schema, domain],
      },
    },
    {
      name: 'no-development-packages',
      comment: 'they are not installed where the server runs',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(contract|conformance)/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
        pathNot: '/@types/',
      },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
