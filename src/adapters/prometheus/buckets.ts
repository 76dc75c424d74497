/** Seconds. A directory gives a request up after a minute. */
export const requestSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Seconds. A statement is ended after ten. */
export const statementSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** How many works share a connection; 64 at most. */
export const gatheredWorks = [1, 2, 4, 8, 16, 32, 64];
