export const define = (id: string) => id;
