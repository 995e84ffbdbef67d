import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { useViewer } from '../access/viewer.js';
import { useBusinessTime } from '../app/use-business-time.js';
import { useLoad } from '../data/queries.js';
import { PersonDetailDocument, PersonDuplicatesDocument, type PersonalField, type PersonDetailQuery, type PersonPartsFragment } from '../gql/graphql.js';
import { DataTable } from '../ui/data-table.js';
import { Facts } from '../ui/facts.js';
import { MISSING, useFormats } from '../ui/format.js';
import { OfficeBreadcrumb } from '../ui/office-breadcrumb.js';
import { Page } from '../ui/page.js';
import { EmptyState, Loaded, NotFound } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { EditDialog, MergeDialog, RevealDialog, TransferDialog } from './dialogs.js';
import { useFieldValue } from './field-values.js';
import { ConfirmedTag } from './people-page.js';

type Detail = NonNullable<PersonDetailQuery['person']>;

export function PersonPage() {
  const { id = '' } = useParams();
  const query = useLoad(PersonDetailDocument, { id });
  return <Loaded query={query}>{({ person }) => (person === null || person === undefined ? <NotFound /> : <PersonView person={person} />)}</Loaded>;
}

type Open = { kind: 'edit' } | { kind: 'transfer' } | { kind: 'reveal'; field: PersonalField };

function PersonView({ person }: { person: Detail }) {
  const text = useText();
  const formats = useFormats();
  const viewer = useViewer();
  const now = useBusinessTime();
  const valueOf = useFieldValue();
  const [open, setOpen] = useState<Open | null>(null);
  const close = (): void => {
    setOpen(null);
  };
  const isMerged = (person.mergedInto ?? null) !== null;
  const today = new Date((now ?? new Date()).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  return (
    <Page
      title={person.name}
      path={person.school ? <OfficeBreadcrumb ancestors={person.school.ancestors} office={person.school} href={({ id }) => `/people?${new URLSearchParams({ office: id }).toString()}`} /> : undefined}
      subtitle={<ConfirmedTag person={person} />}
      actions={
        !isMerged && (
          <>
            {viewer?.viewerCanBrowseEnrolments === true && (
              <Button component={Link} to={`/enrolments?${new URLSearchParams({ q: person.trainingNumber }).toString()}`} variant="text">
                {text('people.enrolments')}
              </Button>
            )}
            {viewer?.viewerCanTransferTeachers === true && (
              <Button variant="outlined" onClick={() => { setOpen({ kind: 'transfer' }); }}>
                {text('people.transfer')}
              </Button>
            )}
            {viewer?.viewerCanManagePeople === true && (
              <Button variant="contained" onClick={() => { setOpen({ kind: 'edit' }); }}>
                {text('people.edit')}
              </Button>
            )}
          </>
        )
      }
    >
      {isMerged && (
        <Alert severity="info" sx={{ mb: 2 }} action={<Button component={Link} to={`/people/${person.mergedInto?.id ?? ''}`} color="inherit">{person.mergedInto?.name}</Button>}>
          {text('people.merged', { name: person.mergedInto?.name ?? '' })}
        </Alert>
      )}
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(0, 1fr)' }, mb: 2 }}>
        <Card sx={{ p: 2 }}>
          <Typography variant="h2" sx={{ mb: 1 }}>
            {text('people.facts')}
          </Typography>
          <Facts
            facts={[
              ...dataFacts(person, text),
              [text('people.fields.ID_CARD'), <Masked key="id" value={person.idCardMasked ?? null} label={text('people.fields.ID_CARD')} onReveal={() => { setOpen({ kind: 'reveal', field: 'ID_CARD' }); }} />],
              [text('people.fields.MOBILE'), <Masked key="mobile" value={person.mobileMasked ?? null} label={text('people.fields.MOBILE')} onReveal={() => { setOpen({ kind: 'reveal', field: 'MOBILE' }); }} />],
              [text('people.confirmation'), person.confirmedAt ? formats.time(person.confirmedAt) : person.subject ? text('people.unconfirmed') : null],
            ]}
          />
        </Card>
        <Card sx={{ p: 2 }}>
          <Typography variant="h2" sx={{ mb: 1 }}>
            {text('people.rolesTitle')}
          </Typography>
          {person.roles.length === 0 ? (
            <Typography color="textSecondary">{text('people.noRoles')}</Typography>
          ) : (
            <Facts
              facts={person.roles.map((role) => [
                text(`people.roles.${role.role}`),
                `${role.office.name} · ${role.validUntil ? text('people.roleEnded', { from: formats.date(role.validFrom), until: formats.date(role.validUntil) }) : text('people.roleSpan', { from: formats.date(role.validFrom) })}`,
              ])}
            />
          )}
        </Card>
      </Box>
      {viewer?.viewerCanMergePeople === true && !isMerged && <Duplicates person={person} />}
      <Typography variant="h2" sx={{ mb: 1 }}>
        {text('people.history')}
      </Typography>
      {person.history.length === 0 ? (
        <EmptyState title={text('people.noHistory')} next={text('people.noHistoryNext')} />
      ) : (
        <DataTable
          label={text('people.history')}
          rows={person.history.map((change, index) => ({ ...change, index }))}
          rowKey={(row) => String(row.index)}
          columns={[
            { key: 'field', label: text('people.change'), cell: (row) => text(`people.fields.${row.field}`) },
            { key: 'values', label: text('people.changeValues'), cell: (row) => text('people.changeFromTo', { from: row.fromValue ? valueOf(row.field, row.fromValue) : MISSING, to: row.toValue ? valueOf(row.field, row.toValue) : MISSING }) },
            { key: 'effective', label: text('people.effectiveOn'), cell: (row) => formats.date(row.effectiveOn) },
            { key: 'source', label: text('people.source'), cell: (row) => text(`people.sources.${row.source}`) },
            { key: 'by', label: text('people.by'), cell: (row) => `${row.byName} · ${formats.time(row.changedAt)}` },
            { key: 'reason', label: text('people.reason'), isEmpty: (row) => !row.reason, cell: (row) => row.reason ?? MISSING },
          ]}
        />
      )}
      {open?.kind === 'edit' && <EditDialog person={person} onClose={close} />}
      {open?.kind === 'transfer' && <TransferDialog person={person} today={today} onClose={close} />}
      {open?.kind === 'reveal' && <RevealDialog person={person} field={open.field} onClose={close} />}
    </Page>
  );
}

export function dataFacts(person: PersonPartsFragment, text: ReturnType<typeof useText>): [string, string][] {
  return [
    [text('people.trainingNumber'), person.trainingNumber],
    [text('people.fields.SCHOOL'), person.school?.name ?? MISSING],
    [text('people.fields.SUBJECT'), person.subject ? text(`people.subjects.${person.subject}`) : MISSING],
    [text('people.fields.STAGE'), person.stage ? text(`people.stages.${person.stage}`) : MISSING],
    [text('people.fields.TITLE'), person.title ?? MISSING],
    [text('people.fields.JOINED_YEAR'), person.joinedYear ? String(person.joinedYear) : MISSING],
    [text('people.fields.POSTS'), person.posts.map((post) => text(`people.posts.${post}`)).join('、') || MISSING],
    [text('people.fields.SPECIAL_GRADES'), person.specialGrades.map((grade) => text(`people.specialGrades.${grade}`)).join('、') || MISSING],
  ];
}

function Masked({ value, label, onReveal }: { value: string | null; label: string; onReveal: () => void }) {
  const text = useText();
  if (value === null) return <>{MISSING}</>;
  return (
    <Stack direction="row" useFlexGap spacing={1} component="span" sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
      <span>{value}</span>
      <Button size="small" sx={{ py: 0 }} aria-label={`${text('people.reveal')}：${label}`} onClick={onReveal}>
        {text('people.reveal')}
      </Button>
    </Stack>
  );
}

function Duplicates({ person }: { person: Detail }) {
  const text = useText();
  const found = useLoad(PersonDuplicatesDocument, { id: person.id }).data?.person?.likelyDuplicates ?? [];
  const [merging, setMerging] = useState<PersonPartsFragment | null>(null);
  if (found.length === 0) return null;
  return (
    <Alert severity="warning" sx={{ mb: 2 }}>
      <Typography sx={{ fontWeight: 600 }}>{text('people.duplicates')}</Typography>
      {found.map((other) => (
        <Stack key={other.id} direction="row" useFlexGap spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
          <Link to={`/people/${other.id}`}>{other.name}</Link>
          <span>{[other.trainingNumber, other.school?.name, other.idCardMasked].filter(Boolean).join(' · ')}</span>
          <Button size="small" onClick={() => { setMerging(other); }}>
            {text('people.merge')}
          </Button>
        </Stack>
      ))}
      {merging !== null && <MergeDialog person={person} other={merging} onClose={() => { setMerging(null); }} />}
    </Alert>
  );
}
