/** One shape of a botocore service model, with just the keys that a request is checked by. */
export interface Shape {
  type: string;
  required?: readonly string[];
  members?: Readonly<Record<string, { shape: string }>>;
  member?: { shape: string };
  key?: { shape: string };
  value?: { shape: string };
  min?: number;
  max?: number;
  pattern?: string;
  enum?: readonly string[];
  union?: boolean;
}
