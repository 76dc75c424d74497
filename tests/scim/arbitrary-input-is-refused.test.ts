import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quirks } from '../../src/adapters/koa-scim/quirks.ts';
import { applyPatch } from '../../src/scim/patch/apply-patch.ts';
import { readPatchRequest } from '../../src/scim/patch/read-patch-request.ts';
import { RequestRewriter } from '../../src/scim/quirks/request-rewriter.ts';
import { readResource } from '../../src/scim/resource/read-resource.ts';
import type { ScimResource } from '../../src/scim/resource/scim-resource.ts';
import { ScimError } from '../../src/scim/scim-error.ts';
import { anyBody, anyOperation, anyUserBody } from './arbitraries.ts';
import { finished } from './finished.ts';
import { deepFreeze, patchUrn, user, userResourceType } from './resources.ts';

/** What the work yields, or `undefined` when it is refused as it should be. */
function unlessRefused<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ScimError) || error.status !== 400 || error.scimType === undefined) throw error;
    expect(error.detail).not.toBe('');
    return undefined;
  }
}

const withQuirks = new RequestRewriter(quirks);
const withNone = new RequestRewriter([]);
const read = (body: unknown, rewriter = withQuirks) =>
  readResource(userResourceType, rewriter.body(userResourceType, deepFreeze(body)));
const anyOperations = fc.array(anyOperation, { maxLength: 3 });
const patched = (resource: ScimResource, operations: unknown[], rewriter = withQuirks) =>
  unlessRefused(() => {
    const message = deepFreeze({ schemas: [patchUrn], Operations: operations });
    const request = finished(readPatchRequest(rewriter.patchMessage(userResourceType, message)));
    return finished(
      applyPatch(
        userResourceType,
        deepFreeze(resource),
        deepFreeze(finished(rewriter.operations(userResourceType, request))),
        rewriter.onResource(userResourceType),
      ),
    );
  });

test('any JSON is read as a resource or refused with a SCIM error of status 400', () => {
  fc.assert(
    fc.property(anyBody, fc.constantFrom(withQuirks, withNone), (body, rewriter) => {
      const resource = unlessRefused(() => read(body, rewriter));
      if (resource !== undefined) expect(read(resource, rewriter)).toEqual(resource);
    }),
    { numRuns: 1000 },
  );
});

test('any JSON is read as a PATCH or refused with a SCIM error of status 400', () => {
  fc.assert(
    fc.property(fc.oneof(anyBody, anyOperations), (body) => {
      unlessRefused(() => finished(readPatchRequest(body)));
      unlessRefused(() => finished(readPatchRequest({ schemas: [patchUrn], Operations: body })));
    }),
    { numRuns: 1000 },
  );
});

test('a PATCH yields a resource of canonical form or is refused, and the one it is applied to stays as it was', () => {
  fc.assert(
    fc.property(
      anyUserBody,
      anyOperations,
      fc.constantFrom(withQuirks, withNone),
      (body, operations, rewriter) => {
        const before = read(body);
        const copy = structuredClone(before);
        const after = patched(before, operations, rewriter);
        expect(before).toEqual(copy);
        if (after !== undefined) expect(read(after)).toEqual(after);
      },
    ),
    { numRuns: 2000 },
  );
});

test('a PATCH that replaces with what is there changes nothing', () => {
  fc.assert(
    fc.property(anyUserBody, (body) => {
      const { schemas, ...attributes } = read(body);
      expect(patched({ schemas, ...attributes }, [{ op: 'replace', value: attributes }])).toEqual({
        schemas,
        ...attributes,
      });
    }),
  );
});

const nesting = 200_000;

test.each([
  ['a custom attribute', `{"profile":{"a":${'['.repeat(nesting)}${']'.repeat(nesting)}}}`],
  [
    'a flat and a nested custom attribute',
    `{"profile":{"a":${'{"a":'.repeat(nesting)}1${'}'.repeat(nesting)}},"profile.a":${'{"a":'.repeat(nesting)}1${'}'.repeat(nesting)}}`,
  ],
  [
    'what stands under the core schema',
    `${'{"urn:ietf:params:scim:schemas:core:2.0:User":'.repeat(10_000)}{}${'}'.repeat(10_000)}`,
  ],
  ['a read-only attribute', `{"meta":${'['.repeat(nesting)}${']'.repeat(nesting)}}`],
  ['a single value', `{"title":${'['.repeat(nesting)}${']'.repeat(nesting)}}`],
])('depth in %s does not exhaust the stack', (_, json) => {
  const attributes = JSON.parse(json);
  const base = user();

  unlessRefused(() =>
    readResource(userResourceType, withQuirks.body(userResourceType, { ...base, ...attributes })),
  );
  const applied = (operation: object) =>
    unlessRefused(() => {
      const request = finished(readPatchRequest({ schemas: [patchUrn], Operations: [operation] }));
      return finished(
        applyPatch(userResourceType, base, finished(withQuirks.operations(userResourceType, request))),
      );
    });
  for (const op of ['add', 'replace']) {
    applied({ op, value: attributes });
    for (const [path, value] of Object.entries(attributes)) applied({ op, path, value });
  }
});
