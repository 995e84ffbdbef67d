import { useRef } from 'react';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import {
  CloseOfficeDocument,
  CreateOfficeDocument,
  MergeOfficeDocument,
  MoveOfficeDocument,
  OfficeChildrenDocument,
  OfficeDetailDocument,
  OfficeHistoryDocument,
  OfficeSearchDocument,
  RenameOfficeDocument,
  type OfficeChangeKind,
  type OfficeChangePartsFragment,
  type OfficeLevel,
  type OfficePartsFragment,
  type RefusalPartsFragment,
} from '../gql/graphql.js';

export interface ChangeForm {
  level: OfficeLevel;
  code: string;
  name: string;
  targetId: string | null;
  effectiveOn: string;
  reason: string;
}

export interface ChangeAnswer {
  office?: OfficePartsFragment | null;
  change?: OfficeChangePartsFragment | null;
  refusals: RefusalPartsFragment[];
}

export interface OfficeChanging {
  send: (form: ChangeForm, onAnswer: (answer: ChangeAnswer) => void) => void;
  answer: ChangeAnswer | null;
  isBusy: boolean;
  error: Error | null;
}

/** Whatever happened, the tree, the office and its history are read again: a refusal may come of somebody else's change. */
const OUTDATED = [OfficeChildrenDocument, OfficeSearchDocument, OfficeDetailDocument, OfficeHistoryDocument];

/** One change of one office; the same content sent again is one act. */
export function useOfficeChange(kind: OfficeChangeKind, office: { id: string; version: number }): OfficeChanging {
  const keys = useRef(new IdempotencyKeys());
  const create = useChange(CreateOfficeDocument, OUTDATED);
  const rename = useChange(RenameOfficeDocument, OUTDATED);
  const move = useChange(MoveOfficeDocument, OUTDATED);
  const merge = useChange(MergeOfficeDocument, OUTDATED);
  const close = useChange(CloseOfficeDocument, OUTDATED);
  const { isPending, error } = { CREATE: create, RENAME: rename, MOVE: move, MERGE: merge, CLOSE: close }[kind];
  const answers: Record<OfficeChangeKind, ChangeAnswer | undefined> = {
    CREATE: create.data?.createOffice,
    RENAME: rename.data?.renameOffice,
    MOVE: move.data?.moveOffice,
    MERGE: merge.data?.mergeOffice,
    CLOSE: close.data?.closeOffice,
  };

  const send = ({ level, code, name, targetId, effectiveOn, reason }: ChangeForm, onAnswer: (answer: ChangeAnswer) => void): void => {
    const decided = { effectiveOn, reason: reason.trim(), idempotencyKey: keys.current.for({ kind, office, level, code, name, targetId, effectiveOn, reason }) };
    const changed = { officeId: office.id, expectedVersion: office.version, ...decided };
    if (kind === 'CREATE') create.mutate({ input: { parentId: office.id, level, code: code.trim(), name: name.trim(), ...decided } }, { onSuccess: (data) => { onAnswer(data.createOffice); } });
    else if (kind === 'RENAME') rename.mutate({ input: { name: name.trim(), ...changed } }, { onSuccess: (data) => { onAnswer(data.renameOffice); } });
    else if (kind === 'MOVE') move.mutate({ input: { parentId: targetId ?? '', ...changed } }, { onSuccess: (data) => { onAnswer(data.moveOffice); } });
    else if (kind === 'MERGE') merge.mutate({ input: { intoId: targetId ?? '', ...changed } }, { onSuccess: (data) => { onAnswer(data.mergeOffice); } });
    else close.mutate({ input: changed }, { onSuccess: (data) => { onAnswer(data.closeOffice); } });
  };
  return { send, answer: answers[kind] ?? null, isBusy: isPending, error };
}
