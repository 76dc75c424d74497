import type { LogFault, LogFaultCode } from '../../../application/ports/audit-verification.ts';

/** Ends a verification. */
export class FaultFound extends Error {
  constructor(readonly fault: LogFault) {
    super(fault.message);
  }
}

/** @param message - one sentence for people. */
export const faultAt = (code: LogFaultCode, position: number | undefined, message: string): FaultFound =>
  new FaultFound({ code, position, message });
