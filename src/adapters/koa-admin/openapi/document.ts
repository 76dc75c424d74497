import type { OpenAPIObject, PathsObject, SchemaObject } from 'openapi3-ts/oas31';
import type { InputClass } from '../../../application/input/input-class.ts';
import { requestHeader } from '../../koa-http/own-pages.ts';
import { DryRunAnswer } from '../answers/dry-run-answer.ts';
import { apiPath } from '../api-path.ts';
import { areas } from '../areas.ts';
import { accountHeader, type Operation } from '../operation.ts';
import { ProblemAnswer } from '../problem-answer.ts';
import { classesWithin, classSchema, referenceTo } from './class-schema.ts';
import { operationObject } from './operation-object.ts';

export type Operations = Readonly<Record<string, Operation>>;

/** The API as OpenAPI 3.1 describes it. */
export function openApiDocument(operations: Operations): OpenAPIObject {
  const all = Object.entries(operations);
  const paths: PathsObject = {};
  for (const [operationId, operation] of all) {
    const path = operation.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method]: operationObject(operationId, operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rollcall administration API',
      version: '1',
      description: introduction,
      license: { name: 'Unlicensed', identifier: 'LicenseRef-Unlicensed' },
    },
    servers: [{ url: apiPath }],
    security: [{ apiToken: [] }, { session: [] }, { operator: [] }],
    tags: Object.entries(areas).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: schemasOf(all.map(([, operation]) => operation)),
      securitySchemes: {
        apiToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API token with a scope that allows it.',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-rollcall',
          description: `The session of somebody who is signed in; over plain HTTP the cookie is called \`rollcall\`. What changes something needs the header \`${requestHeader}\` as well.`,
        },
        operator: {
          type: 'http',
          scheme: 'bearer',
          description: `An operator's token. The header \`${accountHeader}\` then says in whose account.`,
        },
      },
      responses: {
        Problem: {
          description: 'It was refused; the code says why.',
          content: { 'application/problem+json': { schema: referenceTo(ProblemAnswer) } },
        },
      },
    },
  };
}

const introduction =
  `Everything that an administrator does. Refusals are problems (RFC 9457). A change can be tried with
\`dryRun=true\`; what can be changed by several has an entity tag, which \`If-Match\` takes.`.replaceAll(
    '\n',
    ' ',
  );

/** @throws Error where two classes have one name. */
function schemasOf(operations: readonly Operation[]): Record<string, SchemaObject> {
  const classes = new Set<InputClass<object>>(
    [ProblemAnswer, DryRunAnswer].flatMap((one) => [...classesWithin(one)]),
  );
  for (const operation of operations) {
    const { answer, request } = operation;
    if (answer.kind === 'one' || answer.kind === 'page')
      for (const one of classesWithin(answer.answerClass)) classes.add(one);
    if (request === undefined) continue;
    for (const one of classesWithin(request)) if (one !== request) classes.add(one);
  }
  const schemas = new Map<string, SchemaObject>();
  for (const one of classes) {
    if (schemas.has(one.name)) throw new Error(`Two classes of the API are called ${one.name}.`);
    schemas.set(one.name, classSchema(one) as SchemaObject);
  }
  return Object.fromEntries([...schemas].sort(([left], [right]) => (left < right ? -1 : 1)));
}
