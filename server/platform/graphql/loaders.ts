// DataLoaders: one for each place of a document and request, so that a list resolves a field in one statement.
import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from './caller.js';

/** The loader of the field being resolved: all rows of a list share it, two places with different selections do not. */
export function loaderOf<Value>(context: RequestContext, info: GraphQLResolveInfo, load: (keys: readonly number[]) => Promise<readonly Value[]>): DataLoader<number, Value> {
  const place = placeOf(info);
  let loader = context.loaders.get(place) as DataLoader<number, Value> | undefined;
  if (!loader) context.loaders.set(place, (loader = new DataLoader<number, Value>(load, { maxBatchSize: 500 })));
  return loader;
}

function placeOf(info: GraphQLResolveInfo): string {
  let place = '';
  for (let at: typeof info.path | undefined = info.path; at; at = at.prev) if (typeof at.key === 'string') place = `${at.key}.${place}`;
  return place;
}
