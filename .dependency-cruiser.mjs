// Who may import whom: docs/architecture.md. Folders decide, and npm packages count as well.
const own = '^(src|config)/';
const npm = (...names) => names.map((name) => `^node_modules/${name}/`);

/** `folder` may import itself and what is listed, and nothing else, not even Node's own modules. */
const pure = (folder, allowed) => ({
  name: `${folder} imports only what it may`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: { pathNot: [`^${folder}/`, ...allowed] },
});

/** The same, with Node's own modules. */
const only = (folder, allowed) => {
  const rule = pure(folder, allowed);
  return { ...rule, to: { ...rule.to, dependencyTypesNot: ['core'] } };
};

/**
 * Folders in a stack: each may import itself and those before it.
 *
 * @param folders - from the bottom up.
 * @param ground - the names of files in `root` itself that lie below all folders, as a pattern; the others lie on top.
 */
const stack = (root, folders, ground) => {
  const below = ground === undefined ? [] : [`^${root}/${ground}\\.ts$`];
  const onlyBelow = (name, from, allowed) => ({
    name: `${name} imports only what lies below it`,
    severity: 'error',
    from: { path: from },
    to: { path: `^${root}/`, pathNot: allowed },
  });
  const pathsOf = (names) => names.map((folder) => `^${root}/${folder}/`);
  return [
    ...below.map((files) => onlyBelow(`the ground of ${root}`, files, below)),
    ...folders.map((folder, index) =>
      onlyBelow(`${root}/${folder}`, `^${root}/${folder}/`, [
        ...below,
        ...pathsOf(folders.slice(0, index + 1)),
      ]),
    ),
  ];
};

const adapters = 'src/adapters';
const application = '^src/application/';
const ports = '^src/application/ports/';
const domain = '^src/domain/';
const criteria = '^src/criteria/';

export default {
  forbidden: [
    pure('src/criteria', []),
    pure('src/domain', [criteria]),
    pure('src/scim', [criteria]),
    pure('src/application', [domain, criteria, ...npm('class-validator')]),
    only(`${adapters}/koa-http`, [
      application,
      domain,
      criteria,
      ...npm('koa', 'raw-body', 'content-type', 'pino', 'lru-cache', 'rate-limiter-flexible', 'jose'),
    ]),
    only(`${adapters}/koa-scim`, [
      application,
      domain,
      criteria,
      '^src/scim/',
      `^${adapters}/koa-http/`,
      ...npm('koa', '@koa/router', 'lru-cache'),
    ]),
    only(`${adapters}/koa-admin`, [
      application,
      domain,
      criteria,
      '^src/scim/etag\\.ts$',
      `^${adapters}/(koa-http|entry-formats)/`,
      ...npm('koa', '@koa/router', 'class-validator', 'class-validator-jsonschema', 'openapi3-ts'),
    ]),
    only(`${adapters}/koa-console`, [`^${adapters}/koa-http/`, `^${adapters}/console/paths\\.ts$`]),
    pure(`${adapters}/console`, [
      application,
      domain,
      criteria,
      '^src/scim/(filter|path)/',
      `^${adapters}/koa-admin/`,
      ...npm('react', 'react-dom', '@types/react', '@types/react-dom'),
      ...npm('@tanstack/[^/]+', '@mantine/[^/]+', '@tabler/icons-react', '@fontsource[^/]*/[^/]+', 'yaml'),
    ]),
    {
      name: 'the console has nothing but types, the grammar of rules, where attributes have values and how a permission is named of the service',
      severity: 'error',
      from: { path: `^${adapters}/console/` },
      to: {
        path: own,
        pathNot: `^${adapters}/console/|^src/(scim/(filter/(filter|parse-filter)|path/attribute-reference)|criteria/attribute-values|domain/permission/needs-permission)\\.ts$`,
        dependencyTypesNot: ['type-only'],
      },
    },
    // Below those that write entries down.
    only(`${adapters}/entry-formats`, [ports, domain, criteria, ...npm('csv-stringify')]),
    only(`${adapters}/koa-sign-in`, [
      application,
      domain,
      criteria,
      `^${adapters}/koa-http/`,
      ...npm('koa', '@koa/router'),
    ]),
    only(`${adapters}/command-line`, [
      application,
      domain,
      criteria,
      `^${adapters}/entry-formats/`,
      ...npm('commander', 'csv-parse', 'string-width', 'yaml'),
    ]),
    only(`${adapters}/identity-providers`, [
      ports,
      domain,
      ...npm('openid-client', 'jose', 'lru-cache', '@node-saml/node-saml', '@xmldom/xmldom'),
    ]),
    only(`${adapters}/okta-rehearsal`, npm('xml-crypto')),
    only(`${adapters}/typeorm-persistence`, [
      ports,
      domain,
      criteria,
      ...npm('typeorm', 'mysql2', 'better-sqlite3', 'lru-cache', 'dataloader'),
    ]),
    only(`${adapters}/audit-log`, [
      ports,
      domain,
      criteria,
      `^${adapters}/entry-formats/`,
      ...npm('lru-cache', 'canonicalize'),
    ]),
    only(`${adapters}/node-runtime`, [ports, domain, ...npm('uuid', 'lru-cache', 'pino', 'ipaddr.js')]),
    only(`${adapters}/prometheus`, [ports, domain, ...npm('@prometheus-io/client')]),
    only(`${adapters}/opentelemetry`, [ports, ...npm('@opentelemetry/[^/]+')]),
    only('config', [...npm('class-validator', 'fastest-levenshtein')]),
    {
      name: 'only main and config know the container and the configuration',
      severity: 'error',
      from: { path: own, pathNot: '^(src/main|config)/' },
      to: { path: ['^src/main/', '^config/', ...npm('inversify', 'reflect-metadata')] },
    },
    {
      name: 'the engine knows no quirks',
      severity: 'error',
      from: { path: '^src/scim/', pathNot: '^src/scim/quirks/' },
      to: { path: '^src/scim/quirks/' },
    },
    ...stack('src/domain', [
      'shared',
      'role',
      'permission',
      'session',
      'account',
      'profile-attribute',
      'agent',
      'group',
      'membership',
    ]),
    { ...pure('src/domain/permission', ['^src/domain/role/']), name: 'permissions know roles only' },
    ...stack(`${adapters}/typeorm-persistence`, [
      'connections',
      'statements',
      'value-index',
      'schema-changes',
      'migrations',
      'entities',
      'dialects',
      'scope',
      'search',
      'policy',
      'agents',
      'brake',
      'profile-attributes',
      'groups',
      'sign-in',
      'accounts',
      'sessions',
      'requests',
      'access',
      'idempotency',
      'erasure',
      'gathering',
    ]),
    ...stack(
      `${adapters}/koa-scim`,
      ['schemas', 'search', 'bulk', 'users', 'groups', 'roles', 'rule-language', 'endpoints'],
      '(?!scim-surface)[^/]+',
    ),
    ...stack(
      `${adapters}/command-line`,
      ['audit', 'requests', 'configuration', 'doctor', 'import', 'verbs', 'program'],
      '[^/]+',
    ),
    ...stack(
      `${adapters}/koa-admin`,
      ['answers', 'openapi', 'request', 'operations'],
      '(?!admin-surface|operation-endpoints)[^/]+',
    ),
    ...stack(
      `${adapters}/koa-sign-in`,
      ['pages', 'endpoints'],
      '(read-form|sign-in-address|sign-in-context)',
    ),
    ...stack(
      'src/main',
      ['modules'],
      '(app-config|audit-key|audit-sinks|bindings|console-folder|database-unusable|observers-together|operator-tokens|prepare-schema|secret-keys|watcher|wiring)',
    ),
    { name: 'no cycles', severity: 'error', from: { path: own }, to: { circular: true } },
    {
      name: 'no cycles of folders',
      severity: 'error',
      scope: 'folder',
      from: { path: own },
      to: { circular: true },
    },
    {
      name: 'everything is used',
      severity: 'error',
      from: { path: '^src/(main/(command-line|in-process)\\.ts|adapters/console/main\\.tsx)$' },
      to: { path: own, pathNot: '^src/(main/|adapters/console/main\\.tsx)', reachable: false },
    },
    {
      name: 'no orphans',
      severity: 'error',
      from: { orphan: true, path: own },
      to: {},
    },
    { name: 'everything resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
};
