import type { IdentifierSource } from '../../../application/ports/identifier-source.ts';
import type { OperationalLog } from '../../../application/ports/operational-log.ts';
import { bulkResponse } from '../../../scim/bulk/bulk-response.ts';
import { readBulkRequest } from '../../../scim/bulk/read-bulk-request.ts';
import { BulkExecution } from '../bulk/bulk-execution.ts';
import type { ReadBody } from '../read-body.ts';
import type { ResourceBinding } from '../resource-binding.ts';
import { respond } from '../respond.ts';
import type { Endpoint } from '../scim-context.ts';

/** RFC 7644 section 3.7. */
export const executeBulk =
  (
    bindings: readonly ResourceBinding[],
    readBody: ReadBody,
    ports: { readonly identifiers: IdentifierSource; readonly log: OperationalLog },
  ): Endpoint =>
  async (context) => {
    const request = readBulkRequest(await readBody(context));
    const results = await new BulkExecution(bindings, context.state, request, ports).run();
    respond(context, 200, bulkResponse(results));
  };
