/** Where this surface answers. */
export const apiPath = '/api/v1';

/** The page that shows what there is. */
export const referencePath = `${apiPath}/`;
