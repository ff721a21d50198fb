export type Aws = string;
