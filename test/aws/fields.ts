/** Typed reading of a JSON value whose shape nobody has promised. */
export class Fields {
  readonly raw: Readonly<Record<string, unknown>>;

  constructor(value: unknown) {
    this.raw = Fields.isObject(value) ? value : {};
  }

  static isObject(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  }

  static parse(text: string): Fields {
    const value: unknown = JSON.parse(text);
    return new Fields(value);
  }

  has(key: string): boolean {
    return this.raw[key] !== undefined && this.raw[key] !== null;
  }

  text(key: string): string | undefined {
    const value = this.raw[key];
    return typeof value === 'string' ? value : undefined;
  }

  number(key: string): number | undefined {
    const value = this.raw[key];
    return typeof value === 'number' ? value : undefined;
  }

  flag(key: string): boolean {
    return this.raw[key] === true;
  }

  fields(key: string): Fields {
    return new Fields(this.raw[key]);
  }

  list(key: string): Fields[] {
    const value = this.raw[key];
    return Array.isArray(value) ? value.map((item) => new Fields(item)) : [];
  }

  texts(key: string): string[] {
    const value = this.raw[key];
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  }

  textMap(key: string): Record<string, string> {
    const found: Record<string, string> = {};
    for (const [name, value] of Object.entries(this.fields(key).raw)) {
      if (typeof value === 'string') found[name] = value;
    }
    return found;
  }
}
