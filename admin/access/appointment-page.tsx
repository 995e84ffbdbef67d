import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MuiLink from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Link, useParams } from 'react-router-dom';
import { useConnection, useLoad } from '../data/queries.js';
import { AppointmentDetailDocument, AppointmentsDocument, type AppointmentDetailQuery, type AppointmentPartsFragment, type RecommendationPartsFragment, type Role } from '../gql/graphql.js';
import { SectionCard } from '../ui/section-card.js';
import { officeHref } from '../offices/office-href.js';
import { ConnectionTable } from '../ui/data-table.js';
import { Facts } from '../ui/facts.js';
import { useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { Loaded, NotFound } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { served, usePostText } from './post-text.js';
import { useToday } from './use-today.js';

type Detail = Extract<NonNullable<AppointmentDetailQuery['node']>, { __typename: 'Appointment' }>;

/** Posts that one person hands on to the next; tutors and experts serve side by side. */
const isHandedOn: Partial<Record<Role, true>> = { CHIEF_ADMIN: true, ADMIN: true, SCHOOL_LEADER: true, SUBJECT_LEAD: true, CHIEF_TUTOR: true };

/** The record of one appointment: who holds the post, how it came about, and who held it before. */
export function AppointmentPage() {
  const { id = '' } = useParams();
  const query = useLoad(AppointmentDetailDocument, { id });
  return <Loaded query={query}>{({ node }) => (node?.__typename === 'Appointment' ? <AppointmentView appointment={node} /> : <NotFound />)}</Loaded>;
}

function AppointmentView({ appointment }: { appointment: Detail }) {
  const text = useText();
  const formats = useFormats();
  const post = usePostText();
  const { office, history, recommendation, viewerCanAllot, role } = appointment;
  return (
    <Page
      title={text('allotment.recordOf', { name: post.holder(appointment) })}
      subtitle={`${office.name} · ${post.post(appointment)} · ${post.term(appointment)}`}
      actions={
        <>
          <Button component={Link} to="/appointments">
            {text('posts.title')}
          </Button>
          {viewerCanAllot && (
            <Button component={Link} to={`/appointments/${appointment.id}/allotments`} variant="contained">
              {text(served[role] === 'CLASSES' ? 'allotment.open' : 'allotment.openProgrammes')}
            </Button>
          )}
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(0, 1fr)' }, alignItems: 'start', mb: 2 }}>
        <Stack spacing={2}>
          <SectionCard title={text('allotment.facts')}>
            <Facts
              facts={[
                [text('posts.holder'), appointment.person ? <MuiLink key="person" component={Link} to={`/people/${appointment.person.id}`} underline="hover">{appointment.person.name}</MuiLink> : post.holder(appointment)],
                [text('posts.post'), post.post(appointment)],
                [text('posts.office'), <MuiLink key="office" component={Link} to={officeHref(office)} underline="hover">{office.name}</MuiLink>],
                [text('posts.term'), post.term(appointment)],
                ...(served[role] === undefined ? [] : [[text('posts.serves'), post.serves(appointment)] as const]),
              ]}
            />
          </SectionCard>
          {recommendation !== null && recommendation !== undefined && <Recommendation recommendation={recommendation} />}
        </Stack>
        <SectionCard title={text('allotment.history')}>
          {history.length === 0 ? (
            <Typography variant="body2" color="textSecondary">
              {text('allotment.noHistory')}
            </Typography>
          ) : (
            <Stack component="ol" spacing={1.5} sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {history.map((record) => (
                <Box component="li" key={record.at + record.act} sx={{ borderLeft: 2, borderColor: 'divider', pl: 1.5 }}>
                  <Typography sx={{ fontWeight: 600 }}>{text(`allotment.acts.${record.act}`)}</Typography>
                  <Typography variant="body2">{text('allotment.termAfter', { term: post.term(record) })}</Typography>
                  <Typography variant="body2">{record.reason}</Typography>
                  <Typography variant="caption" color="textSecondary" component="div">
                    {text('allotment.actBy', { name: record.byName, time: formats.time(record.at) })}
                  </Typography>
                </Box>
              ))}
            </Stack>
          )}
        </SectionCard>
      </Box>
      {isHandedOn[role] === true && <Holders appointment={appointment} />}
    </Page>
  );
}

/** How a chief subject tutor was chosen: by whom recommended, by which criteria, who decided and when (JS-17). */
function Recommendation({ recommendation }: { recommendation: RecommendationPartsFragment }) {
  const text = useText();
  const formats = useFormats();
  const { appointment, eligibility, settledAt, settledByName, settledReason, state } = recommendation;
  return (
    <SectionCard title={text('allotment.recommendation')}>
      <Facts
        facts={[
          [text('allotment.recommendedBy'), recommendation.office.name],
          [text('allotment.recommender'), recommendation.recommendedByName],
          [text('allotment.recommendedAt'), formats.time(recommendation.recommendedAt)],
          [text('allotment.standings'), recommendation.standings.map((one) => text(`posts.standing.${one}`)).join(text('posts.comma'))],
          [text('allotment.titleThen'), recommendation.title],
          [text('allotment.why'), recommendation.reason],
          [text('allotment.criteria'), eligibility.reasons.map((reason) => <div key={reason}>{reason}</div>)],
          [text('allotment.decision'), settledAt && settledByName ? `${text(`posts.states.${state}`)} · ${text('allotment.decidedBy', { name: settledByName, time: formats.time(settledAt) })}` : text(`posts.states.${state}`)],
          [text('allotment.decisionReason'), settledReason],
          ...(appointment ? ([[text('allotment.number'), appointment.number], [text('allotment.appointedOn'), formats.date(appointment.appointedOn)]] as const) : []),
        ]}
      />
    </SectionCard>
  );
}

/** Everybody who holds, held or will hold the same post at the same office. */
function Holders({ appointment: { id, office, role } }: { appointment: Detail }) {
  const text = useText();
  const post = usePostText();
  const days = useToday();
  const holders = useConnection(AppointmentsDocument, { first: 50, officeId: office.id, role, isOfficeOnly: true, isValidOn: null }, (result) => result.appointments);
  const stateOf = ({ validFrom, validUntil }: AppointmentPartsFragment): string => {
    if (days === null) return '';
    if (validUntil !== null && validUntil !== undefined && validUntil < days.today) return text('allotment.holderPast');
    return text(validFrom > days.today ? 'allotment.holderToCome' : 'allotment.holderNow');
  };
  return (
    <>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {text('allotment.holders')}
      </Typography>
      <ConnectionTable
        label={text('allotment.holders')}
        connection={holders}
        empty={null}
        rowKey={(row) => row.id}
        columns={[
          { key: 'holder', label: text('allotment.holder'), cell: (row) => (row.id === id ? post.holder(row) : <MuiLink component={Link} to={`/appointments/${row.id}`} underline="hover">{post.holder(row)}</MuiLink>) },
          { key: 'post', label: text('posts.post'), cell: post.post },
          { key: 'term', label: text('posts.term'), cell: post.term },
          { key: 'state', label: text('allotment.state'), cell: stateOf },
        ]}
      />
    </>
  );
}
