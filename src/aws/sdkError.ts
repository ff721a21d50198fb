/** What is known of an error of the SDK, read without trusting its shape. */
export interface SdkError {
  /** The service's code, else the SDK's name of the error, else Node's code. */
  readonly name: string;
  readonly message: string;
  readonly status: number | undefined;
  readonly nodeCode: string | undefined;
  readonly bucketRegion: string | undefined;
}

/** What an error of the SDK says, whatever its class. */
export function readSdkError(error: unknown): SdkError {
  const raw: Readonly<Record<string, unknown>> =
    typeof error === 'object' && error !== null ? { ...error } : {};
  const metadata = record(raw.$metadata);
  const response = record(isObject(error) && '$response' in error ? error.$response : undefined);
  const headers = record(response.headers);
  const name = error instanceof Error ? error.name : 'Error';
  const message = error instanceof Error ? error.message : String(error);
  const nodeCode = text(raw.code);
  return {
    name: text(raw.Code) ?? (name === 'Error' ? (nodeCode ?? name) : name),
    message,
    status: number(metadata.httpStatusCode) ?? number(response.statusCode),
    nodeCode,
    bucketRegion: text(headers['x-amz-bucket-region']) ?? text(raw.Region),
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? { ...value } : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
