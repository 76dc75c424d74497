import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Deployment } from 'kubernetes-models/apps/v1';
import { Job } from 'kubernetes-models/batch/v1';
import { Ingress, NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap, Service } from 'kubernetes-models/v1';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { AppConfig } from '../../config/app-config.ts';
import { settings } from '../../config/setting.ts';
import { serverOn } from '../support/start-server.ts';

const folder = fileURLToPath(new URL('../../config/kubernetes/', import.meta.url));

const models = { ConfigMap, Deployment, Ingress, Job, NetworkPolicy, PodDisruptionBudget, Service } as const;
type Kind = keyof typeof models;

const documents = ['rollcall.yaml', 'migrate.yaml'].flatMap((file) =>
  parseAllDocuments(readFileSync(folder + file, 'utf8'), { merge: true }).map((document) => document.toJS()),
);
const only = <Model>(kind: Kind): Model => {
  const found = documents.filter((document) => document.kind === kind);
  expect(found).toHaveLength(1);
  return new models[kind](found[0]) as Model;
};
const deployment = only<Deployment>('Deployment').spec;
const pod = deployment?.template.spec;
const container = pod?.containers[0];
const migration = only<Job>('Job').spec?.template.spec;

/** The object, which writes down the paths of what nobody has asked it for: of that, Kubernetes knows nothing. */
function watched<Value>(value: Value, unread: Set<string>, path = ''): Value {
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => {
    const at = `${path}/${name}`;
    // Lists are gone through whole.
    if (!Array.isArray(value)) unread.add(at);
    return [name, watched(member, unread, at)] as const;
  });
  const target = Array.isArray(value) ? members.map(([, member]) => member) : Object.fromEntries(members);
  return new Proxy(target, {
    get: (from, name, receiver) => {
      unread.delete(`${path}/${String(name)}`);
      return Reflect.get(from, name, receiver);
    },
  }) as Value;
}

/** What Kubernetes would not know of the document. @throws Error where it would not take it. */
function unknownIn(document: { readonly kind: Kind }): readonly string[] {
  const unread = new Set<string>();
  // The constructor would look at all of it.
  const model = Object.create(models[document.kind].prototype) as { validate(): void };
  Object.assign(model, watched(document, unread)).validate();
  return [...unread];
}

test.each(documents.map((document) => [document.kind as Kind, document] as const))(
  '%s is what Kubernetes takes, and has nothing that it does not know',
  (kind, document) => {
    expect(new models[kind](document).apiVersion).toBe(document.apiVersion);
    expect(unknownIn(document)).toEqual([]);
  },
);

test('a word that is none is found, and so is a value that is none', () => {
  const { spec, ...rest } = documents.find(({ kind }) => kind === 'Deployment');
  expect(unknownIn({ ...rest, spec: { ...spec, replicaz: 3 } })).toEqual(['/spec/replicaz']);
  expect(() => unknownIn({ ...rest, spec: { ...spec, replicas: 'three' } })).toThrow('replicas');
});

describe('the deployment', () => {
  const server = serverOn();

  test('sets what the service knows, and what a service that several processes share needs', () => {
    const known = new Set(settings.map(({ variable }) => variable));
    const set = Object.keys(only<ConfigMap>('ConfigMap').data ?? {});
    expect(set.filter((variable) => !known.has(variable))).toEqual([]);
    expect(set).toContain('ROLLCALL_MIGRATE');
    const installation = readFileSync(new URL('../../docs/installation.md', import.meta.url), 'utf8');
    for (const secret of ['ROLLCALL_DATABASE_URL', 'ROLLCALL_CURSOR_SECRET', 'ROLLCALL_SECRET_KEY']) {
      expect(known).toContain(secret);
      expect(installation).toContain(`--from-literal=${secret}=`);
    }
  });

  test('asks at addresses that the service answers, at the port where it listens', async () => {
    const { port } = new AppConfig();
    expect(container?.ports).toEqual([{ name: 'http', containerPort: port }]);
    for (const probe of [container?.startupProbe, container?.livenessProbe, container?.readinessProbe]) {
      expect(probe?.httpGet?.port).toBe('http');
      await expect.poll(async () => (await fetch(server().baseUrl(probe?.httpGet?.path))).status).toBe(200);
    }
  });

  test('gives the process the time that it may take to stop', () => {
    const pause = container?.lifecycle?.preStop?.sleep?.seconds ?? 0;
    // A second after them it has ended, whatever it waits for.
    const longest = pause + new AppConfig().stopSecondsMax + 1;
    expect(pod?.terminationGracePeriodSeconds).toBeGreaterThan(longest);
  });

  test('can be drained node by node, and loses no more than one process', () => {
    const budget = only<PodDisruptionBudget>('PodDisruptionBudget').spec;
    expect(Number(budget?.minAvailable)).toBe((deployment?.replicas ?? 0) - 1);
    expect(deployment?.strategy?.rollingUpdate?.maxUnavailable).toBe(0);
    const { labels } = deployment?.template.metadata ?? {};
    expect(labels).toEqual(budget?.selector?.matchLabels);
    expect(labels).toEqual(deployment?.selector.matchLabels);
    expect(labels).toEqual(only<Service>('Service').spec?.selector);
    expect(labels).toEqual(only<NetworkPolicy>('NetworkPolicy').spec?.podSelector?.matchLabels);
  });

  test.each([
    ['the service', pod],
    ['the migration', migration],
  ])('gives %s no right that it does not need', (_, spec) => {
    const { securityContext } = spec ?? {};
    const one = spec?.containers[0];
    const dockerfile = readFileSync(new URL('../../Dockerfile', import.meta.url), 'utf8');
    expect(dockerfile).toContain(`USER ${securityContext?.runAsUser}:${securityContext?.runAsGroup}`);
    expect(securityContext?.runAsNonRoot).toBe(true);
    expect(one?.securityContext).toMatchObject({
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    });
  });
});
