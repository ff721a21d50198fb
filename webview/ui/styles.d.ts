/** A stylesheet goes into the bundle's own. */
declare module '*.css';
