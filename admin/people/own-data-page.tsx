import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange, useLoad } from '../data/queries.js';
import { ConfirmOwnDataDocument, OwnCorrectionsDocument, OwnDataDocument, ProposeCorrectionDocument, type DataField, type PersonPartsFragment } from '../gql/graphql.js';
import { Facts } from '../ui/facts.js';
import { MISSING, useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { Refusals } from '../ui/refusals.js';
import { Failure, Loaded, NotFound } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { DataForm, draftOf, type DataDraft } from './data-form.js';
import { dataFacts } from './person-page.js';

export function OwnDataPage() {
  const query = useLoad(OwnDataDocument, {});
  return <Loaded query={query}>{({ viewer }) => (viewer?.person ? <OwnData person={viewer.person} /> : <NotFound />)}</Loaded>;
}

function OwnData({ person }: { person: PersonPartsFragment }) {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const confirm = useChange(ConfirmOwnDataDocument, [OwnDataDocument]);
  const [isProposing, setProposing] = useState(false);
  const send = (): void => {
    confirm.mutate(
      { input: { expectedVersion: person.version } },
      {
        onSuccess: ({ confirmOwnData }) => {
          if (confirmOwnData.refusals.length === 0) notify(text('people.own.confirmed'));
        },
      },
    );
  };
  return (
    <Page title={text('people.own.title')} subtitle={text('people.own.intro')}>
      <Card sx={{ p: 2, mb: 2, maxWidth: 720 }}>
        <Stack spacing={2}>
          {confirm.error !== null && <Failure error={confirm.error} onRetry={send} />}
          <Refusals refusals={confirm.data?.confirmOwnData.refusals ?? []} />
          <Facts
            facts={[
              [text('people.fields.NAME'), person.name],
              ...dataFacts(person, text),
              [text('people.fields.ID_CARD'), person.idCardMasked ?? MISSING],
              [text('people.fields.MOBILE'), person.mobileMasked ?? MISSING],
            ]}
          />
          {person.confirmedAt && <Alert severity="success">{text('people.own.confirmedAt', { time: formats.time(person.confirmedAt) })}</Alert>}
          {person.subject && (
            <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
              {!person.confirmedAt && (
                <Button variant="contained" loading={confirm.isPending} onClick={send}>
                  {text('people.own.confirm')}
                </Button>
              )}
              {!isProposing && (
                <Button variant="outlined" onClick={() => { setProposing(true); }}>
                  {text('people.own.wrong')}
                </Button>
              )}
            </Stack>
          )}
        </Stack>
      </Card>
      {isProposing && <Proposal person={person} onDone={() => { setProposing(false); }} />}
      {person.subject && <OwnCorrections />}
    </Page>
  );
}

function Proposal({ person, onDone }: { person: PersonPartsFragment; onDone: () => void }) {
  const text = useText();
  const notify = useNotify();
  const propose = useChange(ProposeCorrectionDocument, [OwnCorrectionsDocument]);
  const [keys] = useState(() => new IdempotencyKeys());
  const [draft, setDraft] = useState(() => draftOf(person));
  const [note, setNote] = useState('');
  const refusals = propose.data?.proposeCorrection.refusals ?? [];
  const send = (): void => {
    const content = { changes: changesOf(person, draft), note: note.trim() === '' ? null : note.trim() };
    propose.mutate(
      { input: { ...content, idempotencyKey: keys.for(content) } },
      {
        onSuccess: ({ proposeCorrection }) => {
          if (proposeCorrection.refusals.length > 0) return;
          notify(text('people.own.proposed'));
          onDone();
        },
      },
    );
  };
  return (
    <Card sx={{ p: 2, mb: 2, maxWidth: 720 }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Stack spacing={2}>
          <Typography variant="h2">{text('people.own.wrong')}</Typography>
          {propose.error !== null && <Failure error={propose.error} onRetry={send} />}
          <Refusals refusals={refusals} />
          <DataForm draft={draft} onChange={setDraft} refusals={refusals} />
          <TextField
            label={text('people.own.note')}
            value={note}
            onChange={(event) => {
              setNote(event.target.value);
            }}
            slotProps={{ inputLabel: { shrink: true } }}
          />
          <Stack direction="row" spacing={1}>
            <Button type="submit" variant="contained" loading={propose.isPending}>
              {text('people.own.propose')}
            </Button>
            <Button onClick={onDone}>{text('ui.cancel')}</Button>
          </Stack>
        </Stack>
      </form>
    </Card>
  );
}

/** Only what differs is proposed. */
function changesOf(person: PersonPartsFragment, draft: DataDraft): { field: DataField; value: string }[] {
  const former = draftOf(person);
  const fields: [DataField, string, string][] = [
    ['NAME', former.name, draft.name],
    ['SUBJECT', former.subject ?? '', draft.subject ?? ''],
    ['STAGE', former.stage ?? '', draft.stage ?? ''],
    ['TITLE', former.title, draft.title],
    ['JOINED_YEAR', former.joinedYear, draft.joinedYear],
    ['POSTS', former.posts.join(','), draft.posts.join(',')],
    ['SPECIAL_GRADES', former.specialGrades.join(','), draft.specialGrades.join(',')],
    ['ID_CARD', '', draft.idCard],
    ['MOBILE', '', draft.mobile],
  ];
  return fields.flatMap(([field, before, after]) => (before === after ? [] : [{ field, value: after }]));
}

function OwnCorrections() {
  const text = useText();
  const own = useLoad(OwnCorrectionsDocument, { first: 20 }).data?.dataCorrections.nodes ?? [];
  if (own.length === 0) return null;
  return (
    <Card sx={{ p: 2, maxWidth: 720 }}>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {text('people.own.mine')}
      </Typography>
      <Facts
        facts={own.map((one) => [
          text(`people.fields.${one.field}`),
          <span key={one.id}>
            {text('people.changeFromTo', { from: one.fromValue ?? MISSING, to: one.toValue ?? MISSING })} · {text(`people.correctionStates.${one.state}`)}
            {one.decisionReason && ` · ${text('people.own.decided', { name: one.decidedByName ?? '', reason: one.decisionReason })}`}
          </span>,
        ])}
      />
    </Card>
  );
}
