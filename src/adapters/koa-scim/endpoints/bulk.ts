import { bulkResponse } from '../../../scim/bulk/bulk-response.ts';
import { readBulkRequest } from '../../../scim/bulk/read-bulk-request.ts';
import { answer } from '../answer.ts';
import type { BulkExecutor } from '../bulk/bulk-executor.ts';
import type { ReadBody } from '../read-body.ts';
import type { Endpoint } from '../scim-context.ts';

/** RFC 7644 section 3.7. */
export const executeBulk =
  (executor: BulkExecutor, readBody: ReadBody): Endpoint =>
  async (context) => {
    const request = readBulkRequest(await readBody(context));
    answer(context, 200, bulkResponse(await executor.execute(context.state, request)));
  };
