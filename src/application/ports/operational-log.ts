/** What operators should hear of, beside the journal. Details hold no secrets. */
export interface OperationalLog {
  warn(message: string, details?: Readonly<Record<string, unknown>>): void;
  error(message: string, error: unknown, details?: Readonly<Record<string, unknown>>): void;
}
