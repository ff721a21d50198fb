import { format } from 'prettier';
import { z } from 'zod';
import { recipeJsonSchema } from '../src/core/recipe/jsonSchema.ts';
import { jobDocument, trainDocument } from '../src/jobs/documents.ts';
import { runDocument } from '../src/jobs/runDocument.ts';

/** The text of every published JSON Schema by file name. */
export async function publishedSchemas(): Promise<Readonly<Record<string, string>>> {
  const schemas = {
    'recipe.schema.json': recipeJsonSchema(),
    'job.schema.json': z.toJSONSchema(jobDocument, { io: 'input' }),
    'train.schema.json': z.toJSONSchema(trainDocument, { io: 'input' }),
    'run.schema.json': z.toJSONSchema(runDocument),
  };
  const texts = Object.entries(schemas).map(async ([name, schema]): Promise<[string, string]> => [
    name,
    await format(JSON.stringify(schema), { parser: 'json', printWidth: 100 }),
  ]);
  return Object.fromEntries(await Promise.all(texts));
}
