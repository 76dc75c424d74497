/** Requests without an id get a UUID of version 7, which tells when they came. */
const uuid7 = /^([\da-f]{8})-([\da-f]{4})-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
/** So far from what its id tells a request, or an entry about it, is found by that time. */
export const skewMilliseconds = 1_000;

/** The time that a request id tells, in milliseconds since 1970. */
export function timeTold(requestId: string): number | undefined {
  const [, high, low] = uuid7.exec(requestId) ?? [];
  return high === undefined ? undefined : Number.parseInt(`${high}${low}`, 16);
}

/** Whether what happened at a time is found by the time that its request's id tells, as long as nobody's id tells another. */
export const tellsTime = (requestId: string, at: string): boolean => {
  const told = timeTold(requestId);
  return told !== undefined && Math.abs(told - Date.parse(at)) < skewMilliseconds;
};
