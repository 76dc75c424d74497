import { parseFilter } from '../../../scim/filter/parse-filter.ts';
import { listResponse } from '../../../scim/messages/list-response.ts';
import { answer, representation } from '../answer.ts';
import { readQuery, wholeNumber } from '../query.ts';
import type { ResourceBinding } from '../resource-binding.ts';
import type { Endpoint } from '../scim-context.ts';

// Okta steps by 100 whatever it is answered, so that a page must hold as many.
const countDefault = 100;
export const countMax = 1000;

/** RFC 7644 section 3.4.2. */
export const listResources =
  (binding: ResourceBinding): Endpoint =>
  async (context) => {
    const query = readQuery(context.querystring);
    // Section 3.4.2.4: below 1 is 1, and a negative count is 0.
    const startIndex = Math.max(1, wholeNumber(query, 'startIndex') ?? 1);
    const limit = Math.min(Math.max(0, wholeNumber(query, 'count') ?? countDefault), countMax);
    const filter = query.filter === undefined ? undefined : parseFilter(query.filter);
    const { caller, baseUrl } = context.state;
    const { resources, total } = await binding.list(caller, { filter, offset: startIndex - 1, limit });
    const page = resources.map((kept) => representation(binding.type, kept, baseUrl));
    answer(context, 200, listResponse(page, total, startIndex));
  };
