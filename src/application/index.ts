export const useCases = {};
export type UseCases = typeof useCases;
