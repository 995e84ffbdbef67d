import Alert from '@mui/material/Alert';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange, useLoad } from '../data/queries.js';
import { ClassLimitDocument, LimitedClassesDocument, SetClassCapacityDocument, type ClassLimitPartsFragment } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { TextInput } from '../ui/form-fields.js';
import { useFormats } from '../ui/format.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { Rows } from '../ui/states.js';
import { useText } from '../ui/text.js';

interface LimitDialogProps {
  id: string;
  name: string;
  onClose: () => void;
}

/** How many a class takes; what it does to those who wait is told before. */
export function LimitDialog({ id, name, onClose }: LimitDialogProps) {
  const text = useText();
  const notify = useNotify();
  const formats = useFormats();
  const keys = useRef(new IdempotencyKeys());
  const [typed, setTyped] = useState<string | null>(null);
  const [chosen, setUnlimited] = useState<boolean | null>(null);
  const [isTried, setTried] = useState(false);
  const read = useLoad(ClassLimitDocument, { id }, { staleTime: 0 });
  const save = useChange(SetClassCapacityDocument, [LimitedClassesDocument, ClassLimitDocument]);
  const refusals = save.data?.setClassCapacity.refusals ?? [];
  const node = read.data?.node;
  const limit = node != null && 'limit' in node ? node.limit : null;
  const isUnlimited = chosen ?? limit?.capacity == null;
  const value = typed ?? (limit?.capacity == null ? '' : String(limit.capacity));
  const capacity = isUnlimited || !/^\d{1,6}$/.test(value.trim()) ? null : Number(value);
  const problemIn = ({ taken }: ClassLimitPartsFragment): string | undefined => {
    if (isUnlimited) return undefined;
    if (capacity === null) return isTried || value.trim() !== '' ? text('programmes.limit.notANumber') : undefined;
    return capacity < taken ? text('programmes.limit.belowTaken', { taken: formats.integer(taken) }) : refusalOf(refusals, 'capacity');
  };
  const send = (): void => {
    setTried(true);
    if (limit === null || (!isUnlimited && (capacity === null || capacity < limit.taken))) return;
    const content = { classId: id, capacity, expectedVersion: limit.version };
    save.mutate({ input: { ...content, idempotencyKey: keys.current.for(content) } }, {
      onSuccess: ({ setClassCapacity }) => {
        if (setClassCapacity.refusals.length > 0) return;
        notify(capacity === null ? text('programmes.limit.savedUnlimited') : text('programmes.limit.saved', { capacity: formats.integer(capacity) }));
        onClose();
      },
    });
  };
  return (
    <FormDialog title={text('programmes.limit.title')} submit={text('programmes.limit.save')} isBusy={save.isPending} error={read.error ?? save.error} refusals={isUnlimited ? refusals : withoutField(refusals, 'capacity')} onSubmit={send} onClose={onClose}>
      <Typography lang="zh-CN">{name}</Typography>
      {limit === null ? <Rows count={3} /> : (
        <>
          <Typography variant="body2">
            {text('programmes.limit.numbers', { taken: formats.integer(limit.taken), waiting: formats.integer(limit.waiting), capacity: limit.capacity == null ? text('programmes.limit.isUnlimited') : formats.integer(limit.capacity) })}
          </Typography>
          <FormControlLabel control={<Checkbox checked={isUnlimited} onChange={(_, isChosen) => { setUnlimited(isChosen); }} />} label={text('programmes.limit.isUnlimited')} />
          {!isUnlimited && <TextInput autoFocus label={text('programmes.limit.upTo')} value={value} onChange={setTyped} problem={problemIn(limit)} help={text('programmes.limit.help', { taken: formats.integer(limit.taken) })} />}
          {(isUnlimited || (capacity !== null && capacity >= limit.taken)) && <Consequence limit={limit} capacity={capacity} />}
        </>
      )}
    </FormDialog>
  );
}

/** What saving does: places go to those who wait for nothing else, in the order of choosing. */
function Consequence({ limit: { taken, waiting, waitingForPlace }, capacity }: { limit: ClassLimitPartsFragment; capacity: number | null }) {
  const text = useText();
  const formats = useFormats();
  const places = capacity === null ? null : capacity - taken;
  const moving = places === null ? waitingForPlace : Math.min(places, waitingForPlace);
  const left = places === null ? null : places - moving;
  const isStuck = moving === 0 && waiting > 0 && left !== 0;
  const told = [
    ...(moving > 0 ? [text('programmes.limit.movesUp', { count: formats.integer(moving) })] : []),
    ...(moving > 0 && waiting > moving ? [text('programmes.limit.staysWaiting', { count: formats.integer(waiting - moving) })] : []),
    ...(isStuck ? [text('programmes.limit.nobodyMoves')] : []),
    ...(left === null ? [] : [left === 0 ? text('programmes.limit.fills') : text('programmes.limit.leaves', { left: formats.integer(left) })]),
  ];
  if (told.length === 0) return null;
  return (
    <Alert severity="info" role="status">
      {told.map((one) => <div key={one}>{one}</div>)}
    </Alert>
  );
}
