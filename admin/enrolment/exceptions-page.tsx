import GavelIcon from '@mui/icons-material/GavelOutlined';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useConnection, useLoad } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { ExceptionProgrammesDocument, GrantedExceptionsDocument, type ExceptionProgrammesQuery } from '../gql/graphql.js';
import { useAddress } from '../ui/address.js';
import { ConnectionTable } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { EmptyState, Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { GrantException } from './grant-exception.js';

type Programme = ExceptionProgrammesQuery['programmes'][number];

/** Who was excepted from which clause and why; the office that organises the programme excepts somebody here. */
export function ExceptionsPage() {
  const query = useLoad(ExceptionProgrammesDocument, {}, { staleTime: 60_000 });
  return <Loaded query={query}>{({ programmes }) => <Exceptions programmes={programmes.filter(({ organiserName }) => organiserName !== null && organiserName !== undefined)} />}</Loaded>;
}

function Exceptions({ programmes }: { programmes: readonly Programme[] }) {
  const text = useText();
  const formats = useFormats();
  const [params, change] = useAddress();
  const programme = programmes.find(({ id }) => id === params.get('programme')) ?? programmes[0] ?? null;
  const programmeId = programme?.id ?? null;
  const granted = useConnection(GrantedExceptionsDocument, { officeId: null, programmeId, first: 50 }, (result) => result.grantedExceptions, { enabled: programmeId !== null });
  return (
    <Page title={text('exceptions.title')} subtitle={text('exceptions.intro')} actions={<ExportMenu list="exceptions" label={text('ui.export')} filter={{ programmeId }} />}>
      <Stack spacing={2}>
        {programmes.length > 1 && (
          <TextField select label={text('exceptions.programme')} value={programmeId ?? ''} sx={{ maxWidth: 560 }} onChange={(event) => { change({ programme: event.target.value }); }}>
            {programmes.map(({ id, name }) => (
              <MenuItem key={id} value={id} sx={{ whiteSpace: 'normal' }}>
                {name}
              </MenuItem>
            ))}
          </TextField>
        )}
        {programme?.viewerCanExcept === true && <GrantException key={programme.id} programmeId={programme.id} />}
        <ConnectionTable
          label={text('exceptions.list')}
          connection={granted}
          rowKey={(row) => `${row.person.id} ${row.rule}`}
          columns={[
            { key: 'name', label: text('enrolment.name'), cell: (row) => row.person.name },
            { key: 'trainingNumber', label: text('enrolment.trainingNumber'), cell: (row) => row.person.trainingNumber },
            { key: 'school', label: text('enrolment.school'), cell: (row) => row.school.name },
            { key: 'rule', label: text('exceptions.rule'), cell: (row) => text(`changes.rules.${row.rule}`) },
            { key: 'reason', label: text('changes.reason'), cell: (row) => row.reason },
            { key: 'by', label: text('exceptions.grantedBy'), cell: (row) => row.grantedByName },
            { key: 'at', label: text('exceptions.grantedAt'), cell: (row) => formats.time(row.grantedAt) },
          ]}
          empty={<EmptyState icon={<GavelIcon />} title={text('exceptions.none')} next={text(programme?.viewerCanExcept === true ? 'exceptions.noneNext' : 'exceptions.noneAsk', { office: programme?.organiserName ?? '' })} />}
        />
      </Stack>
    </Page>
  );
}
