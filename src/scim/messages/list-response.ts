import type { ScimObject } from '../resource/scim-resource.ts';

/** RFC 7644 section 3.4.2: one page; `totalResults` counts the whole set, `startIndex` counts from 1. */
export const listResponse = (resources: readonly ScimObject[], totalResults: number, startIndex: number) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults,
  startIndex,
  itemsPerPage: resources.length,
  Resources: resources,
});
