/** Where in a trace something belongs: what `traceparent` of W3C Trace Context says, read. */
export interface TraceContext {
  /** 32 characters of hex. */
  readonly traceId: string;
  /** 16 characters of hex: what it is done for. */
  readonly spanId: string;
  /** Its lowest bit says whether the trace is recorded. */
  readonly traceFlags: number;
}

/** What may belong to a trace. */
export interface Traced {
  /** Absent where nothing is traced. */
  readonly trace?: TraceContext;
}
