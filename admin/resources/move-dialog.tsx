import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { useViewer } from '../access/viewer.js';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import { DecideResourceDocument, RecommendResourceDocument, ResourceDocument, ResourcesDocument, WithdrawResourceDocument, type RefusalPartsFragment, type ResourcePartsFragment } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { TextInput } from '../ui/form-fields.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText, type TextKey } from '../ui/text.js';

interface MoveDialogProps { resource: ResourcePartsFragment; onClose: () => void }

/** Recommends it to the office above. */
export function RecommendDialog({ resource, onClose }: MoveDialogProps) {
  const text = useText();
  const [reason, setReason] = useState('');
  const recommend = useChange(RecommendResourceDocument, [ResourceDocument, ResourcesDocument]);
  const refusals = recommend.data?.recommendResource.refusals ?? [];
  const { keyFor, finish } = useMove(resource, onClose);
  const send = (): void => {
    const input = { resourceId: resource.id, expectedVersion: resource.version, reason };
    recommend.mutate({ input: { ...input, idempotencyKey: keyFor(input) } }, { onSuccess: (data) => { finish(data.recommendResource.refusals, 'resources.recommended'); } });
  };
  return (
    <FormDialog title={text('resources.recommendTitle', { name: resource.title })} submit={text('resources.recommend')} isBusy={recommend.isPending} error={recommend.error} refusals={withoutField(refusals, 'reason')} onSubmit={send} onClose={onClose}>
      <Typography variant="body2">{text('resources.recommendText')}</Typography>
      <TextInput autoFocus isLong label={text('resources.reasonOptional')} value={reason} onChange={setReason} problem={refusalOf(refusals, 'reason')} />
    </FormDialog>
  );
}

/** Accepts what the office below recommended, perhaps recommending it on at once, or returns it. */
export function DecideDialog({ resource, onClose }: MoveDialogProps) {
  const text = useText();
  const viewer = useViewer();
  const [decision, setDecision] = useState<'ACCEPT' | 'RETURN'>('ACCEPT');
  const [isRecommended, setRecommended] = useState(false);
  const [reason, setReason] = useState('');
  const decide = useChange(DecideResourceDocument, [ResourceDocument, ResourcesDocument]);
  const refusals = decide.data?.decideResource.refusals ?? [];
  const { keyFor, finish } = useMove(resource, onClose);
  const isAccepted = decision === 'ACCEPT';
  const send = (): void => {
    const input = { resourceId: resource.id, expectedVersion: resource.version, decision, reason, isRecommended: isAccepted && isRecommended };
    decide.mutate({ input: { ...input, idempotencyKey: keyFor(input) } }, { onSuccess: (data) => { finish(data.decideResource.refusals, isAccepted ? 'resources.accepted' : 'resources.returned'); } });
  };
  return (
    <FormDialog title={text('resources.decideTitle', { name: resource.title })} submit={text(isAccepted ? 'resources.accept' : 'resources.return')} isBusy={decide.isPending} error={decide.error} refusals={withoutField(refusals, 'reason')} onSubmit={send} onClose={onClose}>
      <Typography variant="body2">{text('resources.decideText')}</Typography>
      <RadioGroup row aria-label={text('resources.decide')} value={decision} onChange={(_, value) => { setDecision(value === 'RETURN' ? 'RETURN' : 'ACCEPT'); }}>
        <FormControlLabel value="ACCEPT" control={<Radio />} label={text('resources.accept')} />
        <FormControlLabel value="RETURN" control={<Radio />} label={text('resources.return')} />
      </RadioGroup>
      <TextInput isLong label={text(isAccepted ? 'resources.reasonOptional' : 'resources.reason')} value={reason} onChange={setReason} problem={refusalOf(refusals, 'reason')} />
      {isAccepted && viewer?.office?.level !== 'PROVINCE' && <FormControlLabel control={<Checkbox checked={isRecommended} onChange={(_, checked) => { setRecommended(checked); }} />} label={text('resources.alsoRecommend')} />}
    </FormDialog>
  );
}

/** Out of every library by whoever handed it in, out of the own one by another office. */
export function WithdrawDialog({ resource, onClose }: MoveDialogProps) {
  const text = useText();
  const isOwn = useIsOwn(resource);
  const [reason, setReason] = useState('');
  const withdraw = useChange(WithdrawResourceDocument, [ResourceDocument, ResourcesDocument]);
  const refusals = withdraw.data?.withdrawResource.refusals ?? [];
  const { keyFor, finish } = useMove(resource, onClose);
  const send = (): void => {
    const input = { resourceId: resource.id, expectedVersion: resource.version, reason };
    withdraw.mutate({ input: { ...input, idempotencyKey: keyFor(input) } }, { onSuccess: (data) => { finish(data.withdrawResource.refusals, isOwn ? 'resources.withdrawn' : 'resources.takenOut'); } });
  };
  return (
    <FormDialog isGrave title={text(isOwn ? 'resources.withdrawTitle' : 'resources.takeOutTitle', { name: resource.title })} submit={text(isOwn ? 'resources.withdraw' : 'resources.takeOut')} isBusy={withdraw.isPending} error={withdraw.error} refusals={withoutField(refusals, 'reason')} onSubmit={send} onClose={onClose}>
      <Typography variant="body2">{text(isOwn ? 'resources.withdrawText' : 'resources.takeOutText')}</Typography>
      <TextInput autoFocus isLong label={text('resources.reason')} value={reason} onChange={setReason} problem={refusalOf(refusals, 'reason')} />
    </FormDialog>
  );
}

/** Whether the viewer's office handed it in. */
export function useIsOwn({ source }: Pick<ResourcePartsFragment, 'source'>): boolean {
  return useViewer()?.office?.id === source.id;
}

function useMove({ title }: ResourcePartsFragment, onClose: () => void): { keyFor: (input: object) => string; finish: (refusals: readonly RefusalPartsFragment[], told: TextKey) => void } {
  const text = useText();
  const notify = useNotify();
  const keys = useRef(new IdempotencyKeys());
  return {
    keyFor: (input) => keys.current.for(input),
    finish: (refusals, told) => {
      if (refusals.length > 0) return;
      notify(text(told, { name: title }));
      onClose();
    },
  };
}
