import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import { AppointSteeringMemberDocument, SteeringGroupDocument, type SteeringPost } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { DateInput, TextInput } from '../ui/form-fields.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';

const POSTS: readonly SteeringPost[] = ['LEADER', 'DEPUTY', 'MEMBER'];

/** Members are people of the system, by training number, or named from outside. */
export function AppointDialog({ officeId, today, onClose }: { officeId: string; today: string; onClose: () => void }) {
  const text = useText();
  const notify = useNotify();
  const keys = useRef(new IdempotencyKeys());
  const [post, setPost] = useState<SteeringPost>('MEMBER');
  const [isOutside, setOutside] = useState(true);
  const [trainingNumber, setTrainingNumber] = useState('');
  const [name, setName] = useState('');
  const [unit, setUnit] = useState('');
  const [validFrom, setValidFrom] = useState(today);
  const [validUntil, setValidUntil] = useState('');
  const [isTried, setTried] = useState(false);
  const appoint = useChange(AppointSteeringMemberDocument, [SteeringGroupDocument]);
  const refusals = appoint.data?.appointSteeringMember.refusals ?? [];
  const isIncomplete = validFrom === '' || (isOutside ? name.trim() === '' || unit.trim() === '' : trainingNumber.trim() === '');
  const problem = (value: string, field: string): string | undefined => (isTried && value.trim() === '' ? text('organisation.required') : refusalOf(refusals, field));

  const send = (): void => {
    setTried(true);
    if (isIncomplete) return;
    const who = isOutside ? { name: name.trim(), unit: unit.trim() } : { trainingNumber: trainingNumber.trim(), unit: unit.trim() };
    const input = { officeId, post, ...who, validFrom, validUntil: validUntil === '' ? null : validUntil };
    appoint.mutate(
      { input: { ...input, idempotencyKey: keys.current.for(input) } },
      {
        onSuccess: ({ appointSteeringMember: { member } }) => {
          if (member === null || member === undefined) return;
          notify(text('organisation.appointDone', { name: member.name }));
          onClose();
        },
      },
    );
  };
  const shown = isOutside ? (['name'] as const) : (['trainingNumber'] as const);
  return (
    <FormDialog
      title={text('organisation.appoint')}
      submit={text('organisation.appoint')}
      isBusy={appoint.isPending}
      error={appoint.error}
      refusals={withoutField(refusals, ...shown, 'post', 'unit', 'validFrom', 'validUntil')}
      onSubmit={send}
      onClose={onClose}
    >
      <TextField select fullWidth label={text('organisation.post')} value={post} error={refusalOf(refusals, 'post') !== undefined} helperText={refusalOf(refusals, 'post')} onChange={(event) => { setPost(event.target.value as SteeringPost); }}>
        {POSTS.map((one) => (
          <MenuItem key={one} value={one}>
            {text(`organisation.posts.${one}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField select fullWidth label={text('organisation.source')} value={isOutside ? 'outside' : 'system'} onChange={(event) => { setOutside(event.target.value === 'outside'); }}>
        <MenuItem value="outside">{text('organisation.fromOutside')}</MenuItem>
        <MenuItem value="system">{text('organisation.fromSystem')}</MenuItem>
      </TextField>
      {isOutside ? (
        <TextInput label={text('organisation.memberName')} value={name} onChange={setName} problem={problem(name, 'name')} />
      ) : (
        <TextInput label={text('organisation.trainingNumber')} value={trainingNumber} onChange={setTrainingNumber} problem={problem(trainingNumber, 'trainingNumber')} />
      )}
      <TextInput label={text('organisation.unit')} value={unit} onChange={setUnit} problem={isOutside ? problem(unit, 'unit') : refusalOf(refusals, 'unit')} />
      <DateInput label={text('organisation.validFrom')} value={validFrom} onChange={setValidFrom} problem={problem(validFrom, 'validFrom')} />
      <DateInput label={text('organisation.validUntil')} value={validUntil} onChange={setValidUntil} problem={refusalOf(refusals, 'validUntil')} help={text('organisation.validUntilHelp')} />
    </FormDialog>
  );
}
