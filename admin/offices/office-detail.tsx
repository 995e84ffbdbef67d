import BlockIcon from '@mui/icons-material/Block';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Chip from '@mui/material/Chip';
import MuiLink from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useViewer } from '../access/viewer.js';
import { useBusinessTime } from '../app/use-business-time.js';
import type { OfficeChangeKind, OfficeDetailQuery } from '../gql/graphql.js';
import { Facts } from '../ui/facts.js';
import { useFormats } from '../ui/format.js';
import { OfficeBreadcrumb } from '../ui/office-breadcrumb.js';
import { useText } from '../ui/text.js';
import { ChangeDialog } from './change-dialog.js';
import { ContactsCard } from './contacts-card.js';
import { OfficeHistory } from './office-history.js';
import { officeHref } from './office-href.js';
import { SteeringCard } from './steering-card.js';

type Office = NonNullable<OfficeDetailQuery['office']>;

/** YYYY-MM-DD in Beijing, as date fields take it. */
function dateInBeijing(instant: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(instant);
}

/** One office: what it is, what may be done with it, its contacts, steering group and history. */
export function OfficeDetail({ office }: { office: Office }) {
  const now = useBusinessTime();
  const viewer = useViewer();
  const today = now === null ? null : dateInBeijing(now);
  // Whoever administers has these cards; a platform or another role has the tree alone.
  const isAdministered = viewer?.viewerCanMonitor === true;
  return (
    <Stack spacing={2}>
      <Summary office={office} today={today} />
      {isAdministered && office.state === 'OPEN' && <ContactsCard officeId={office.id} canKeep={office.viewerCanKeepContacts} />}
      {today !== null && office.viewerCanKeepSteeringGroup && office.level !== 'SCHOOL' && <SteeringCard officeId={office.id} today={today} />}
      {isAdministered && <OfficeHistory officeId={office.id} />}
    </Stack>
  );
}

function Summary({ office, today }: { office: Office; today: string | null }) {
  const text = useText();
  const formats = useFormats();
  const viewer = useViewer();
  return (
    <Card component="section" aria-label={office.name} sx={{ p: 2 }}>
      <OfficeBreadcrumb ancestors={office.ancestors} office={office} href={officeHref} />
      <Stack direction="row" useFlexGap spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap', mb: 1 }}>
        <Typography variant="h2">{office.name}</Typography>
        {office.state !== 'OPEN' && <Chip size="small" variant="outlined" icon={<BlockIcon />} label={text(`organisation.states.${office.state}`)} />}
      </Stack>
      <Facts
        facts={[
          [text('offices.code'), office.code],
          [text('offices.level'), text(`offices.levels.${office.level}`)],
          [text('offices.children'), text('offices.childrenCount', { count: formats.integer(office.childCount) })],
          ...(office.state === 'OPEN' ? [] : ([[text('organisation.state'), <Ending key="state" office={office} />]] as const)),
        ]}
      />
      <Stack direction="row" useFlexGap spacing={1} sx={{ mt: 2, flexWrap: 'wrap' }}>
        {viewer?.viewerCanMonitor === true && (
          <Button component={Link} to={`/monitor/${encodeURIComponent(office.id)}`} variant="outlined">
            {text('offices.seeMonitor')}
          </Button>
        )}
        {viewer?.viewerCanBrowseEnrolments === true && (
          <Button component={Link} to={`/enrolments?${new URLSearchParams({ office: office.id }).toString()}`} variant="outlined">
            {text('offices.seeLearners')}
          </Button>
        )}
        <Button component={Link} to="/offices" sx={{ display: { md: 'none' } }}>
          {text('offices.back')}
        </Button>
      </Stack>
      {today !== null && <Changes office={office} today={today} />}
    </Card>
  );
}

function Ending({ office }: { office: Office }) {
  const text = useText();
  const formats = useFormats();
  const date = formats.date(office.closedOn);
  if (office.mergedInto === null || office.mergedInto === undefined) return <>{text('organisation.closedOn', { date })}</>;
  return (
    <>
      {text('organisation.mergedOn', { date })}{' '}
      <MuiLink component={Link} to={officeHref(office.mergedInto)}>
        {office.mergedInto.name}
      </MuiLink>
    </>
  );
}

/** What may be done with this office, each behind a dialog that first says what will happen. */
function Changes({ office, today }: { office: Office; today: string }) {
  const text = useText();
  const [kind, setKind] = useState<OfficeChangeKind | null>(null);
  const kinds: OfficeChangeKind[] = [...(office.viewerCanAddBelow && office.level !== 'SCHOOL' ? (['CREATE'] as const) : []), ...(office.viewerCanChange ? (['RENAME', 'MOVE', 'MERGE', 'CLOSE'] as const) : [])];
  if (kinds.length === 0) return null;
  return (
    <>
      <Stack direction="row" useFlexGap spacing={1} role="group" aria-label={text('organisation.actions')} sx={{ mt: 2, pt: 2, borderTop: 1, borderColor: 'divider', flexWrap: 'wrap' }}>
        {kinds.map((one) => (
          <Button
            key={one}
            size="small"
            variant="outlined"
            color={one === 'MERGE' || one === 'CLOSE' ? 'error' : 'primary'}
            onClick={() => {
              setKind(one);
            }}
          >
            {text(`organisation.acts.${one}`)}
          </Button>
        ))}
      </Stack>
      {kind !== null && (
        <ChangeDialog
          key={kind}
          kind={kind}
          office={office}
          today={today}
          onClose={() => {
            setKind(null);
          }}
        />
      )}
    </>
  );
}
