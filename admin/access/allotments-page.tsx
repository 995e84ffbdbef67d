import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange, useLoad } from '../data/queries.js';
import { AllottableClassesDocument, AppointmentAllotmentsDocument, AppointmentDetailDocument, AppointmentsDocument, ChangeAllotmentsDocument, type AllottableClassFragment, type AppointmentAllotmentsQuery } from '../gql/graphql.js';
import { TextInput } from '../ui/form-fields.js';
import { useFormats } from '../ui/format.js';
import { LeaveGuard } from '../ui/leave-guard.js';
import { Page } from '../ui/page.js';
import { refusalOf, Refusals, withoutField } from '../ui/refusals.js';
import { Failure, Loaded, NotFound } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { ClassChoice } from './class-choice.js';
import { served, usePostText } from './post-text.js';
import { ProgrammeChoice } from './programme-choice.js';

type Allotted = Extract<NonNullable<AppointmentAllotmentsQuery['node']>, { __typename: 'Appointment' }>;

/** Which classes a tutor serves, or which programmes an expert or a chief subject tutor. */
export function AllotmentsPage() {
  const { id = '' } = useParams();
  const query = useLoad(AppointmentAllotmentsDocument, { id });
  return (
    <Loaded query={query}>
      {({ node }) => (node?.__typename === 'Appointment' && served[node.role] !== undefined && node.viewerCanAllot ? <AllotmentForm appointment={node} onOutdated={() => void query.refetch()} /> : <NotFound />)}
    </Loaded>
  );
}

function AllotmentForm({ appointment, onOutdated }: { appointment: Allotted; onOutdated: () => void }) {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const navigate = useNavigate();
  const post = usePostText();
  const keys = useRef(new IdempotencyKeys());
  const what = served[appointment.role] === 'CLASSES' ? 'CLASSES' : 'PROGRAMMES';
  const before: readonly string[] = (what === 'CLASSES' ? appointment.classes : appointment.programmes).map((one) => one.id);
  const [classes, setClasses] = useState<ReadonlyMap<string, AllottableClassFragment>>(() => new Map(appointment.classes.map((one) => [one.id, one])));
  const [programmeIds, setProgrammeIds] = useState<readonly string[]>(() => appointment.programmes.map((one) => one.id));
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const change = useChange(ChangeAllotmentsDocument, [AppointmentsDocument, AppointmentDetailDocument, AppointmentAllotmentsDocument, AllottableClassesDocument]);
  const refusals = change.data?.changeAllotments.refusals ?? [];

  const after = what === 'CLASSES' ? [...classes.keys()] : programmeIds;
  const added = after.filter((one) => !before.includes(one)).length;
  const removed = before.filter((one) => !after.includes(one)).length;
  const isChanged = added + removed > 0;
  const isDirty = useRef(false);
  useEffect(() => {
    isDirty.current = isChanged || reason.trim() !== '';
  }, [isChanged, reason]);

  const send = (): void => {
    setTried(true);
    if (!isChanged || reason.trim() === '') return;
    const input = { appointmentId: appointment.id, classIds: what === 'CLASSES' ? [...after] : [], programmeIds: what === 'PROGRAMMES' ? [...after] : [], reason: reason.trim(), expectedVersion: appointment.version };
    change.mutate(
      { input: { ...input, idempotencyKey: keys.current.for(input) } },
      {
        onSuccess: ({ changeAllotments }) => {
          if (changeAllotments.refusals.length > 0) return;
          isDirty.current = false;
          notify(text('allotment.done', { name: post.holder(appointment) }));
          void navigate(`/appointments/${appointment.id}`);
        },
      },
    );
  };
  return (
    <Page title={text(`allotment.title.${what}`, { name: post.holder(appointment) })} subtitle={`${appointment.office.name} · ${post.post(appointment)} · ${post.term(appointment)}`}>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 2 }}>
        {text(`allotment.intro.${what}`)}
      </Typography>
      {what === 'CLASSES' ? <ClassChoice chosen={classes} onChange={setClasses} /> : <ProgrammeChoice chosen={programmeIds} onChange={setProgrammeIds} />}
      <Card
        component="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
        sx={{ mt: 2, p: 2, position: { md: 'sticky' }, bottom: { md: 16 }, zIndex: 2 }}
      >
        <Stack spacing={1}>
          <Typography role="status" sx={{ fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>
            {isChanged ? text('allotment.changes', { count: formats.integer(after.length), added: formats.integer(added), removed: formats.integer(removed) }) : `${text('allotment.chosen', { count: formats.integer(after.length) })} · ${text('allotment.unchanged')}`}
          </Typography>
          {what === 'CLASSES' && removed > 0 && (
            <Typography variant="body2" color="textSecondary">
              {text('allotment.removedNote')}
            </Typography>
          )}
          {change.error !== null && <Failure error={change.error} onRetry={send} />}
          <Refusals refusals={withoutField(refusals, 'reason')} />
          {refusals.some(({ code }) => code === 'STALE') && (
            <Box>
              <Button size="small" onClick={onOutdated}>
                {text('allotment.stale')}
              </Button>
            </Box>
          )}
          <Stack direction={{ xs: 'column', md: 'row' }} spacing={1.5} sx={{ alignItems: { md: 'flex-start' } }}>
            <TextInput label={text('posts.reason')} value={reason} onChange={setReason} problem={isTried && isChanged && reason.trim() === '' ? text('posts.required') : refusalOf(refusals, 'reason')} help={text('posts.reasonHelp')} />
            <Stack direction="row" spacing={1} sx={{ justifyContent: 'flex-end', flexShrink: 0 }}>
              <Button component={Link} to={`/appointments/${appointment.id}`}>
                {text('ui.cancel')}
              </Button>
              <Button type="submit" variant="contained" disabled={!isChanged} loading={change.isPending}>
                {text('allotment.save')}
              </Button>
            </Stack>
          </Stack>
        </Stack>
      </Card>
      <LeaveGuard isDirty={isDirty} />
    </Page>
  );
}
