import FlagIcon from '@mui/icons-material/OutlinedFlag';
import PublishIcon from '@mui/icons-material/PublishedWithChanges';
import ReplyIcon from '@mui/icons-material/Reply';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import { FlagSubmissionsDocument, ReleaseReviewsDocument, ReturnSubmissionsDocument, type BulkItemInput } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { useFormats } from '../ui/format.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';
import { BulkProgress } from './bulk-progress.js';

type Act = 'release' | 'return' | 'flag';

interface BulkBarProps {
  items: readonly BulkItemInput[];
  onClear: () => void;
}

/** What can be done with all the selected ones; each act says first how many it means. */
export function BulkBar({ items, onClear }: BulkBarProps) {
  const text = useText();
  const formats = useFormats();
  const [asked, setAsked] = useState<Act | null>(null);
  const [actId, setActId] = useState<string | null>(null);
  if (actId !== null) {
    return (
      <BulkProgress
        actId={actId}
        onClose={() => {
          setActId(null);
          onClear();
        }}
      />
    );
  }
  if (items.length === 0) return null;
  const button = (act: Act, icon: React.ReactNode, label: string) => (
    <Button
      size="small"
      variant="outlined"
      startIcon={icon}
      onClick={() => {
        setAsked(act);
      }}
    >
      {label}
    </Button>
  );
  return (
    <>
      <Paper role="toolbar" aria-label={text('queues.selected', { count: formats.integer(items.length) })} sx={{ position: 'sticky', bottom: 8, zIndex: 3, mt: 1, p: 1, border: 1, borderColor: 'primary.main' }}>
        <Stack direction="row" useFlexGap spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
          <Typography sx={{ fontWeight: 600, mr: 1 }}>{text('queues.selected', { count: formats.integer(items.length) })}</Typography>
          {button('release', <PublishIcon />, text('queues.releaseSelected'))}
          {button('flag', <FlagIcon />, text('queues.flagSelected'))}
          {button('return', <ReplyIcon />, text('queues.returnSelected'))}
          <Button size="small" onClick={onClear}>
            {text('queues.clearSelection')}
          </Button>
        </Stack>
      </Paper>
      {asked !== null && (
        <BulkDialog
          act={asked}
          items={items}
          onClose={() => {
            setAsked(null);
          }}
          onBegun={(id) => {
            setAsked(null);
            setActId(id);
          }}
        />
      )}
    </>
  );
}

const WORDS = {
  release: { title: 'queues.release.selectedTitle', text: 'queues.release.selectedText', submit: 'queues.release.submit', reason: null },
  return: { title: 'queues.returnMany.title', text: 'queues.returnMany.text', submit: 'queues.returnMany.submit', reason: 'queues.returnMany.reason' },
  flag: { title: 'queues.flag.titleMany', text: 'queues.flag.text', submit: 'queues.flag.submit', reason: 'queues.flag.reason' },
} as const;

function BulkDialog({ act, items, onClose, onBegun }: { act: Act; items: readonly BulkItemInput[]; onClose: () => void; onBegun: (actId: string) => void }) {
  const text = useText();
  const formats = useFormats();
  const [keys] = useState(() => new IdempotencyKeys());
  const [reason, setReason] = useState('');
  const release = useChange(ReleaseReviewsDocument);
  const returning = useChange(ReturnSubmissionsDocument);
  const flagging = useChange(FlagSubmissionsDocument);
  const change = { release, return: returning, flag: flagging }[act];
  const refusals = (act === 'release' ? release.data?.releaseReviews : act === 'return' ? returning.data?.returnSubmissions : flagging.data?.flagSubmissions)?.refusals ?? [];
  const count = formats.integer(items.length);
  const words = WORDS[act];

  const send = async (): Promise<void> => {
    const content = { items: [...items], reason };
    const idempotencyKey = keys.for({ act, ...content });
    const begun =
      act === 'release'
        ? (await release.mutateAsync({ input: { items: content.items, idempotencyKey } })).releaseReviews
        : act === 'return'
          ? (await returning.mutateAsync({ input: { ...content, idempotencyKey } })).returnSubmissions
          : (await flagging.mutateAsync({ input: { ...content, kind: 'ATTENTION', idempotencyKey } })).flagSubmissions;
    if (begun.act !== null && begun.act !== undefined) onBegun(begun.act.id);
  };
  return (
    <FormDialog
      title={text(words.title, { count })}
      submit={text(words.submit, { count })}
      isBusy={change.isPending}
      error={change.error}
      refusals={withoutField(refusals, 'reason')}
      onSubmit={() => {
        // What fails is shown by the dialog itself.
        send().catch(() => undefined);
      }}
      onClose={onClose}
    >
      <Typography>{text(words.text)}</Typography>
      {words.reason !== null && (
        <TextField
          autoFocus
          multiline
          minRows={2}
          label={text(words.reason)}
          value={reason}
          error={refusalOf(refusals, 'reason') !== undefined}
          helperText={refusalOf(refusals, 'reason')}
          onChange={(event) => {
            setReason(event.target.value);
          }}
        />
      )}
    </FormDialog>
  );
}
