import BadgeIcon from '@mui/icons-material/BadgeOutlined';
import FactCheckIcon from '@mui/icons-material/FactCheckOutlined';
import GavelIcon from '@mui/icons-material/GavelOutlined';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { Link } from 'react-router-dom';
import { useViewer } from '../access/viewer.js';
import type { EnrolmentStanding } from '../gql/graphql.js';
import { OfficeChoice } from '../offices/office-choice.js';
import { PeriodChoice } from '../programmes/period.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { useAddress } from '../ui/address.js';
import { Page } from '../ui/page.js';
import { SearchField } from '../ui/search-field.js';
import { useText } from '../ui/text.js';
import { EnrolmentTable } from './enrolment-table.js';

const STANDINGS: readonly EnrolmentStanding[] = ['STANDING', 'WITHDRAWN', 'SUBSTITUTED'];

export function EnrolmentsPage() {
  const text = useText();
  const viewer = useViewer();
  const [params, change] = useAddress();
  const set = (name: string, value: string | null): void => {
    change({ [name]: value });
  };
  const officeId = params.get('office');
  const periodId = params.get('period');
  const standing = STANDINGS.find((one) => one === params.get('state')) ?? null;
  const search = params.get('q') ?? '';
  return (
    <Page
      title={text('enrolment.title')}
      actions={
        <>
          {viewer?.viewerCanBrowsePeople === true && (
            <Button component={Link} to="/people" variant="outlined" startIcon={<BadgeIcon />}>
              {text('app.menu.people')}
            </Button>
          )}
          <Button component={Link} to="/enrolments/reviews" variant="outlined" startIcon={<FactCheckIcon />}>
            {text('reviews.title')}
          </Button>
          <Button component={Link} to="/enrolments/exceptions" variant="outlined" startIcon={<GavelIcon />}>
            {text('exceptions.menu')}
          </Button>
          <ExportMenu list="enrolments" label={text('ui.export')} filter={{ officeId, periodId, search, state: standing }} />
          <ExportMenu list="results" label={text('enrolment.exportResults')} filter={{ officeId, periodId }} />
        </>
      }
    >
      <Stack direction="row" useFlexGap spacing={1.5} role="search" sx={{ flexWrap: 'wrap', mb: 2 }}>
        <SearchField
          label={text('enrolment.search')}
          value={search}
          onSearch={(value) => {
            set('q', value);
          }}
        />
        <OfficeChoice
          label={text('offices.field')}
          value={officeId}
          onChange={(id) => {
            set('office', id);
          }}
        />
        <PeriodChoice
          value={periodId}
          onChange={(id) => {
            set('period', id);
          }}
        />
        <TextField
          select
          label={text('changes.standing')}
          value={standing ?? ''}
          onChange={(event) => {
            set('state', event.target.value);
          }}
          slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
          sx={{ width: { xs: '100%', sm: 'auto' }, minWidth: 140 }}
        >
          <MenuItem value="">{text('changes.anyStanding')}</MenuItem>
          {STANDINGS.map((one) => (
            <MenuItem key={one} value={one}>
              {text(`changes.standings.${one}`)}
            </MenuItem>
          ))}
        </TextField>
      </Stack>
      <EnrolmentTable officeId={officeId} periodId={periodId} search={search} standing={standing} />
    </Page>
  );
}
