import type { DataProvider } from 'react-admin';

/**
 * Pages read and write through the typed documents beside them (`useLoad`, `useConnection`, `useChange`):
 * keyset connections and refusals do not fit react-admin's page numbers and error channel.
 * Its own verbs therefore refuse, so that a second way cannot creep in unnoticed.
 */
function refuse(): Promise<never> {
  return Promise.reject(new Error('Read through useLoad or useConnection and write through useChange.'));
}

export const dataProvider: DataProvider = {
  getList: refuse,
  getOne: refuse,
  getMany: refuse,
  getManyReference: refuse,
  create: refuse,
  update: refuse,
  updateMany: refuse,
  delete: refuse,
  deleteMany: refuse,
};
