import type { UseCases } from '../../../src/application/index.ts';
import { accessCases } from './access-cases.ts';
import { accountsCases } from './accounts-cases.ts';
import { agentsCases } from './agents-cases.ts';
import { attributesCases } from './attributes-cases.ts';
import { auditCases } from './audit-cases.ts';
import { configurationCases } from './configuration-cases.ts';
import { groupsCases } from './groups-cases.ts';
import type { JournalCase } from './journal-case.ts';
import { requestsCases } from './requests-cases.ts';
import { rolesCases } from './roles-cases.ts';
import { sessionsCases } from './sessions-cases.ts';
import { signInCases } from './sign-in-cases.ts';

/** Each use case, done and refused. */
export const cases: Readonly<Record<keyof UseCases, JournalCase>> = {
  ...accessCases,
  ...accountsCases,
  ...agentsCases,
  ...attributesCases,
  ...auditCases,
  ...configurationCases,
  ...groupsCases,
  ...requestsCases,
  ...rolesCases,
  ...sessionsCases,
  ...signInCases,
};
