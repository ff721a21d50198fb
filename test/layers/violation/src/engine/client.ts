export type Engine = string;
